package org.nethook.host.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.Reconciler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.PlanResult;
import org.nethook.host.context.Keeper;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.journal.Cause;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.Survey.Asking;
import org.nethook.host.spelling.Nearest;
import org.nethook.host.state.StateException;

/**
 * Answers an operator's questions about one machine, and carries out orders. Questions change nothing. Used by one thread
 * at a time.
 */
public final class Desk {
    /** How much of what happened last a status has. */
    private static final int LAST = 5;

    private final Surroundings surroundings;
    private final Survey survey;

    /** @param surroundings what the answers come from */
    public Desk(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.survey = new Survey(surroundings.keepers());
    }

    /** What the answers come from. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /**
     * What would be done.
     *
     * @param ifName about this interface; empty for every one that a plugin keeps
     * @throws UnknownInterfaceException when no plugin has business with it
     * @throws NetifException when the kernel refuses to list interfaces
     */
    public PlanAnswer plan(Optional<String> ifName) throws UnknownInterfaceException, NetifException {
        return ifName.isEmpty() ? answer(survey.all()) : about(ifName.get(), Reconciler::reconcile);
    }

    /**
     * What would give an interface back to the system's own configuration.
     *
     * @throws UnknownInterfaceException when no plugin has business with it
     * @throws NetifException when the kernel refuses to list interfaces
     */
    public PlanAnswer release(String ifName) throws UnknownInterfaceException, NetifException {
        return about(ifName, Reconciler::release);
    }

    /** Whether this interface is to be left alone from now on, by each plugin that was asked about it. */
    public void hold(PlanAnswer asked, boolean held) {
        for (Standing standing : asked.standings()) {
            for (Keeper keeper : surroundings.keepers()) {
                if (keeper.pluginId().equals(standing.pluginId())) {
                    keeper.hold(standing.ifName(), held);
                }
            }
        }
    }

    /**
     * Applies the plan of a standing through the executor, as if an event had asked for it. The plan is computed anew, and
     * is the one that {@code shown} has, or nothing is done.
     *
     * @param release whether it was proposed by {@link #release}
     * @param command what the operator typed, for the history
     */
    public Done carryOut(Standing shown, boolean release, String command) {
        Cause before = Cause.command(command).enter();
        try {
            return carryOut(shown, release);
        } finally {
            Cause.leave(before);
        }
    }

    private Done carryOut(Standing shown, boolean release) {
        Asking asking = release ? Reconciler::release : Reconciler::reconcile;
        for (Keeper keeper : surroundings.keepers()) {
            if (!keeper.pluginId().equals(shown.pluginId())) {
                continue;
            }
            Optional<Standing> now = survey.of(keeper, shown.ifName(), asking);
            if (now.isPresent() && now.get().kind() == Kind.WOULD_CHANGE) {
                if (!now.get().plan().equals(shown.plan())) {
                    return Done.overtaken(shown);
                }
                PlanResult result = keeper.context().apply(now.get().plan().get());
                return new Done(shown, Optional.of(result));
            }
        }
        return Done.overtaken(shown);
    }

    /**
     * Why an interface is as it is: what happened to it and what of it is known now. Any name may be asked for, that of an
     * interface that is long gone too.
     *
     * @param most how many plans, notes and alarms, counted from the newest; 0 for all
     * @throws NetifException when the kernel refuses to list interfaces
     */
    public Explanation explain(String ifName, int most) throws NetifException {
        List<Netif> interfaces = surroundings.query().list();
        Chronicle chronicle = Chronicle.asFarAsPossible(surroundings.state());
        HistoryAnswer history = chronicle.about(ifName, most);
        List<Chapter> chapters = new ArrayList<>();
        for (HistoryRecord record : history.records()) {
            chapters.add(chronicle.chapter(record));
        }
        return new Explanation(
                ifName,
                interfaces.stream()
                        .filter(netif -> netif.ifName().equals(ifName))
                        .findFirst(),
                laggOf(ifName, interfaces),
                names(interfaces),
                survey.of(ifName, Reconciler::reconcile),
                chapters,
                history,
                chronicle.problem());
    }

    /**
     * What happened.
     *
     * @param ifName only what is about this interface; empty for everything
     * @param since only what happened then or later; empty for everything
     * @param most how much, counted from the newest; 0 for all
     * @throws StateException when the history cannot be read
     */
    public HistoryAnswer history(Optional<String> ifName, Optional<Instant> since, int most) throws StateException {
        return Chronicle.read(surroundings.state())
                .last(
                        record -> (ifName.isEmpty() || record.concerns(ifName.get()))
                                && (since.isEmpty() || !record.at().isBefore(since.get())),
                        most);
    }

    /** How everything is; what cannot be found out is said to be unknown. */
    public StatusAnswer status() {
        Chronicle chronicle = Chronicle.asFarAsPossible(surroundings.state());
        Optional<String> problem = chronicle.problem();
        Optional<Unfinished> unfinished = Optional.empty();
        try {
            unfinished = Unfinished.read(surroundings.state());
        } catch (StateException e) {
            problem = Optional.of(problem.orElse(e.getMessage()));
        }
        List<StatusAnswer.Attended> attended = new ArrayList<>();
        for (Standing standing : survey.all()) {
            attended.add(new StatusAnswer.Attended(standing, survey.facts(standing)));
        }
        return new StatusAnswer(
                surroundings.clock().instant(),
                surroundings.system(),
                surroundings.state().storage().describe(""),
                surroundings.plugins(),
                survey.kept(),
                attended,
                OpenAlarms.of(chronicle.all()),
                chronicle.last(record -> true, LAST),
                unfinished,
                problem);
    }

    private static Optional<String> laggOf(String port, List<Netif> interfaces) {
        for (Netif netif : interfaces) {
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(port)) {
                return Optional.of(netif.ifName());
            }
        }
        return Optional.empty();
    }

    private PlanAnswer about(String ifName, Asking asking) throws UnknownInterfaceException, NetifException {
        List<Standing> standings = survey.of(ifName, asking);
        if (standings.isEmpty()) {
            throw nobodys(ifName);
        }
        return answer(standings);
    }

    private PlanAnswer answer(List<Standing> standings) {
        Optional<Unfinished> unfinished;
        try {
            unfinished = Unfinished.read(surroundings.state());
        } catch (StateException e) {
            // status says why it cannot be read; who may not read it may still ask plugins
            unfinished = Optional.empty();
        }
        return new PlanAnswer(surroundings.clock().instant(), standings, unfinished);
    }

    private UnknownInterfaceException nobodys(String ifName) throws NetifException {
        List<String> names = names(surroundings.query().list());
        if (!names.contains(ifName)) {
            return new UnknownInterfaceException("no interface " + ifName + nearest(ifName, names));
        }
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : survey.kept().entrySet()) {
            if (!entry.getValue().isEmpty()) {
                kept.add(entry.getKey() + " keeps " + String.join(", ", entry.getValue()));
            }
        }
        return new UnknownInterfaceException("no plugin keeps " + ifName + " in order; "
                + (kept.isEmpty() ? "none keeps any interface of this machine" : String.join("; ", kept)));
    }

    private static String nearest(String ifName, List<String> names) {
        String suggestion = Nearest.suggestion(ifName, names);
        return suggestion.isEmpty() ? "; there are " + String.join(", ", names) : suggestion;
    }

    private static List<String> names(List<Netif> interfaces) {
        List<String> names = new ArrayList<>();
        for (Netif netif : interfaces) {
            names.add(netif.ifName());
        }
        return names;
    }
}
