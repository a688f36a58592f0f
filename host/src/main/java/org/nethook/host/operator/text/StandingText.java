package org.nethook.host.operator.text;

import java.time.ZoneId;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.Unfinished;

/** How interfaces stand, in plain words. */
public final class StandingText {
    private StandingText() {}

    /** All of a plan, step by step, and what it comes to. */
    public static String plan(PlanAnswer answer, int width, ZoneId zone) {
        Moments moments = new Moments(zone);
        Page page = new Page(width);
        answer.unfinished().ifPresent(plan -> page.line(unfinished(plan)));
        for (Standing standing : answer.standings()) {
            page.gap();
            page.line(head(standing) + ": ", moments.localised(verdict(standing)));
            standing.plan().ifPresent(plan -> steps(plan, page));
        }
        if (answer.standings().isEmpty()) {
            return page.gap()
                    .line("No plugin keeps an interface of this machine in order.")
                    .toString();
        }
        page.gap();
        int changes = answer.count(Kind.WOULD_CHANGE);
        page.line((changes == 0 ? "Nothing to do: " : "Nothing was touched: ")
                + counts(answer)
                + (changes == 0 ? "." : ". To do it: nethook apply"));
        return page.toString();
    }

    /** What an order comes to, before it is carried out. */
    public static String order(PlanAnswer answer, int width, ZoneId zone) {
        Moments moments = new Moments(zone);
        Page page = new Page(width);
        for (Standing standing : answer.standings()) {
            page.line(head(standing) + ": ", moments.localised(verdict(standing)));
            standing.plan().ifPresent(plan -> steps(plan, page));
        }
        return page.toString();
    }

    /** A sentence or two, broken to fit. */
    public static String paragraph(String text, int width) {
        return new Page(width).line(text).toString();
    }

    /** One plan: further reasons, steps, and what becomes of it when it does not do. */
    static void steps(Plan plan, Page page) {
        for (String note : plan.notes()) {
            page.line("  ", note);
        }
        int number = 0;
        for (Step step : plan.steps()) {
            number++;
            page.line((number < 10 ? "   " : "  ") + number + "  ", step.describe());
        }
        plan.goesBackAfter()
                .ifPresent(limit -> page.line(
                        "  ",
                        "It is undone when the machine had a working path before and has none for "
                                + Moments.span(limit) + " after."));
    }

    /** One line for each interface, for people and for grep. */
    public static String check(PlanAnswer answer, ZoneId zone) {
        Moments moments = new Moments(zone);
        Page page = new Page(0);
        answer.unfinished()
                .ifPresent(plan -> page.line(Page.padded(plan.isWatched() ? "in order" : "DRIFT", 10)
                        + Page.padded(plan.ifName(), names(answer)) + "  " + unfinished(plan)));
        for (Standing standing : answer.standings()) {
            String steps = standing.plan()
                    .map(plan -> " (" + Page.count(plan.steps().size(), "step") + "; see nethook plan "
                            + standing.ifName() + ")")
                    .orElse("");
            page.line(Page.padded(word(standing.kind()), 10)
                    + Page.padded(standing.ifName(), names(answer)) + "  " + standing.pluginId() + ": "
                    + moments.localised(standing.reason())
                    + steps);
        }
        if (answer.standings().isEmpty()) {
            page.line("No plugin keeps an interface of this machine in order.");
        }
        return page.toString();
    }

    private static int names(PlanAnswer answer) {
        int names = answer.unfinished().map(plan -> plan.ifName().length()).orElse(0);
        for (Standing standing : answer.standings()) {
            names = Math.max(names, standing.ifName().length());
        }
        return names;
    }

    /** A plan that has not ended, in a sentence. */
    static String unfinished(Unfinished plan) {
        String whose = plan.pluginId() + ": the plan for " + plan.ifName() + " (" + plan.reason() + ")";
        if (plan.isWatched()) {
            return whose + " is applied, and is undone unless the machine keeps a working path";
        }
        String left = Page.count(plan.left().size(), "step") + " left";
        return whose
                + plan.undoing()
                        .map(why -> " is being undone, " + left + ": " + why)
                        .orElse(" has " + left + " of " + plan.steps() + ": it is being applied just now, or was"
                                + " interrupted, and the next event or nethook apply brings it to an end");
    }

    /** {@code hyperv-vf: as wanted: hn0 and mlxen0 are in lagg0}. */
    static String sentence(Standing standing) {
        return standing.pluginId() + ": " + verdict(standing);
    }

    /** {@code as wanted: hn0 and mlxen0 are in lagg0}. */
    static String verdict(Standing standing) {
        return verdict(standing.kind()) + ": " + standing.reason();
    }

    /** {@code hn0 (hyperv-vf)}. */
    static String head(Standing standing) {
        return standing.ifName().isEmpty() ? standing.pluginId() : standing.ifName() + " (" + standing.pluginId() + ")";
    }

    private static String verdict(Kind kind) {
        switch (kind) {
            case AS_WANTED:
                return "as wanted";
            case WOULD_CHANGE:
                return "would change";
            case REFUSED:
                return "REFUSED";
            default:
                return "UNKNOWN";
        }
    }

    private static String word(Kind kind) {
        return kind == Kind.AS_WANTED ? "in order" : kind == Kind.WOULD_CHANGE ? "DRIFT" : verdict(kind);
    }

    private static String counts(PlanAnswer answer) {
        StringBuilder text = new StringBuilder();
        append(text, answer.count(Kind.WOULD_CHANGE), "would change");
        append(text, answer.count(Kind.AS_WANTED), "as wanted");
        append(text, answer.count(Kind.REFUSED), "refused");
        append(text, answer.count(Kind.UNKNOWN), "unknown");
        return text.toString();
    }

    private static void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(what);
        }
    }
}
