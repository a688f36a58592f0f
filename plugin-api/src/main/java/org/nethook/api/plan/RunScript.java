package org.nethook.api.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/**
 * Runs a script that an operator put on the machine, such as base's {@code hyperv_vfup.hn0}. Nothing undoes it and nothing
 * reads back what it did; one that exits with another status than 0 or takes too long has failed. What it writes becomes
 * notes.
 *
 * @param path its absolute path; see {@link Scripts#objection} for what may be run. The plugin's manifest must declare it
 *     under {@code Nethook-Scripts}
 * @param arguments what it is given, in order
 * @param ifName the interface it is run for
 * @param limit how long it may take before it is killed; positive
 */
public record RunScript(String path, List<String> arguments, String ifName, Duration limit) implements Step {

    /** @throws IllegalArgumentException when the limit is not positive */
    public RunScript {
        Objects.requireNonNull(path);
        Objects.requireNonNull(ifName);
        arguments = List.copyOf(arguments);
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the limit of " + path + " must be positive, not " + limit);
        }
    }

    @Override
    public String describe() {
        return "run " + path + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments));
    }

    @Override
    public List<String> interfaces() {
        return List.of(ifName);
    }

    @Override
    public Optional<String> obstacle(StepTarget target) {
        return target.scripts().objection(path);
    }

    @Override
    public void apply(StepTarget target) throws NetifException {
        Scripts.Result result = target.scripts().run(path, arguments, limit);
        for (String line : result.output()) {
            target.notes().accept(path + ": " + line);
        }
        if (result.status().isEmpty()) {
            throw new NetifException("run " + path, "", "killed, it had not ended after " + limit.toSeconds() + " s");
        }
        if (result.status().get() != 0) {
            throw new NetifException(
                    "run " + path,
                    "",
                    "it exited with status " + result.status().get());
        }
    }

    @Override
    public boolean isDone(StepTarget target) {
        return true;
    }

    @Override
    public boolean isVerifiable() {
        return false;
    }

    @Override
    public Optional<Step> undo() {
        return Optional.empty();
    }
}
