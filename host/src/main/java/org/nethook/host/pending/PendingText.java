package org.nethook.host.pending;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Cause;

/**
 * The log as text: a line for each thing there is to know of the plan, then a line for each thing that was begun or ended.
 * Each line starts with the CRC-32 of the rest, so that a torn or altered one is found.
 *
 * <pre>
 * 5d2c06c4 nethook-plan 1
 * …
 * 9f1b3c20 step LaggStep.AddPort("lagg0","mlxen0")
 * 0c1d77aa begin
 * 44a8e001 0 DOING
 * 7be0f3d2 0 DONE
 * </pre>
 */
final class PendingText {
    private static final String FIRST = "nethook-plan 1";
    private static final String BEGIN = "begin";

    private final List<String> notes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> earlier = new ArrayList<>();
    private String boot;
    private Instant began;
    private String pluginId;
    private Cause.Kind causeKind;
    private String causeText;
    private String causeInterface;
    private String ifName;
    private String reason;
    private Optional<Duration> goesBackAfter = Optional.empty();
    private Optional<Instant> earlierUntil = Optional.empty();
    private String path;
    private PendingPlan plan;

    private PendingText() {}

    /** The whole log of a plan as it stands. */
    static byte[] write(PendingPlan plan) {
        StringBuilder text = new StringBuilder(1024);
        line(text, FIRST);
        line(text, "boot " + StepWriter.quoted(plan.boot()));
        line(text, "began " + plan.began());
        line(text, "plugin " + StepWriter.quoted(plan.pluginId()));
        line(text, "cause-kind " + plan.cause().kind().name());
        line(text, "cause " + StepWriter.quoted(plan.cause().text()));
        line(text, "cause-interface " + StepWriter.quoted(plan.cause().ifName()));
        line(text, "interface " + StepWriter.quoted(plan.plan().ifName()));
        line(text, "reason " + StepWriter.quoted(plan.plan().reason()));
        for (String note : plan.plan().notes()) {
            line(text, "note " + StepWriter.quoted(note));
        }
        if (plan.plan().goesBackAfter().isPresent()) {
            line(text, "goes-back-after " + plan.plan().goesBackAfter().get());
        }
        line(text, "path " + StepWriter.quoted(plan.path()));
        if (plan.earlierUntil().isPresent()) {
            line(text, "earlier-until " + plan.earlierUntil().get());
        }
        List<Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            line(text, (i < plan.earlier() ? "earlier " : "step ") + StepWriter.write(steps.get(i)));
        }
        line(text, BEGIN);
        for (int i = 0; i < steps.size(); i++) {
            if (plan.progress(i) != (i < plan.earlier() ? Progress.DONE : Progress.WAITING)) {
                line(text, progress(i, plan.progress(i)));
            }
        }
        if (plan.watchedUntil().isPresent()) {
            line(text, watch(plan.watchedUntil().get()));
        } else if (plan.backTo().isPresent()) {
            line(text, back(plan.backTo().get(), plan.backReason()));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static String progress(int step, Progress progress) {
        return step + " " + progress.name();
    }

    static String watch(Instant until) {
        return "watch " + until;
    }

    static String back(int to, String reason) {
        return "back " + to + " " + StepWriter.quoted(reason);
    }

    /** One line as it is added. */
    static byte[] bytes(String line) {
        StringBuilder text = new StringBuilder(line.length() + 10);
        line(text, line);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void line(StringBuilder text, String line) {
        text.append(crc(line)).append(' ').append(line).append('\n');
    }

    private static String crc(String line) {
        CRC32 crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
        String number = Long.toHexString(crc.getValue());
        return "0".repeat(8 - number.length()) + number;
    }

    /**
     * Reads a log. A last line that was torn while it was added counts as not written.
     *
     * @throws IllegalArgumentException when anything else is wrong with it
     */
    static PendingPlan read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        PendingText reader = new PendingText();
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            number++;
            int end = text.indexOf('\n', start);
            String line = end < 0 ? null : checked(text.substring(start, end));
            boolean torn = end < 0;
            if (line != null) {
                reader.read(line, number);
            } else if (!torn || reader.plan == null) {
                throw new IllegalArgumentException("line " + number + " is damaged");
            }
            start = end < 0 ? text.length() : end + 1;
        }
        if (reader.plan == null) {
            throw new IllegalArgumentException("it ends too early");
        }
        return reader.plan;
    }

    /** What the line says; null when it is damaged. */
    private static String checked(String line) {
        if (line.length() < 10 || line.charAt(8) != ' ') {
            return null;
        }
        String content = line.substring(9);
        return crc(content).equals(line.substring(0, 8)) ? content : null;
    }

    private void read(String line, int number) {
        try {
            if (number == 1) {
                if (!line.equals(FIRST)) {
                    throw new IllegalArgumentException("is of another version");
                }
            } else if (plan == null) {
                head(line);
            } else {
                progress(line);
            }
        } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private void head(String line) {
        if (line.equals(BEGIN)) {
            begin();
            return;
        }
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        switch (line.substring(0, Math.max(space, 0))) {
            case "boot" -> boot = StepReader.readString(rest);
            case "began" -> began = Instant.parse(rest);
            case "plugin" -> pluginId = StepReader.readString(rest);
            case "cause-kind" -> causeKind = Cause.Kind.valueOf(rest);
            case "cause" -> causeText = StepReader.readString(rest);
            case "cause-interface" -> causeInterface = StepReader.readString(rest);
            case "interface" -> ifName = StepReader.readString(rest);
            case "reason" -> reason = StepReader.readString(rest);
            case "note" -> notes.add(StepReader.readString(rest));
            case "goes-back-after" -> goesBackAfter = Optional.of(Duration.parse(rest));
            case "path" -> path = StepReader.readString(rest);
            case "earlier-until" -> earlierUntil = Optional.of(Instant.parse(rest));
            case "earlier" -> earlier.add(StepReader.read(rest));
            case "step" -> steps.add(StepReader.read(rest));
            default -> throw new IllegalArgumentException("nobody knows what it says");
        }
    }

    private void begin() {
        try {
            Cause cause = Cause.of(causeKind, causeText, causeInterface);
            plan = new PendingPlan(
                    boot,
                    began,
                    pluginId,
                    cause,
                    new Plan(ifName, reason, notes, steps, goesBackAfter),
                    path,
                    earlier,
                    earlierUntil);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("something is missing before it", e);
        }
    }

    private void progress(String line) {
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        switch (line.substring(0, Math.max(space, 0))) {
            case "watch" -> plan.watch(Instant.parse(rest));
            case "back" -> {
                int quote = rest.indexOf(' ');
                plan.back(step(rest.substring(0, quote)), StepReader.readString(rest.substring(quote + 1)));
            }
            default -> plan.set(step(line.substring(0, space)), Progress.valueOf(rest));
        }
    }

    private int step(String number) {
        int step = Integer.parseInt(number);
        if (step < 0 || step >= plan.steps().size()) {
            throw new IllegalArgumentException("there is no step " + step);
        }
        return step;
    }
}
