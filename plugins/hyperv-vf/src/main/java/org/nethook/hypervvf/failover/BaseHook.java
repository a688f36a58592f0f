package org.nethook.hypervvf.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.netif.Netif;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Step;

/**
 * An operator's own {@code hyperv_vfup.hn0}, which base's hyperv_vfup runs in place of all it would do itself, without
 * arguments, when the VF is up. It is run as base runs it, and what it does is its own business; that it must belong to root
 * is checked when it is run.
 */
final class BaseHook {
    /** Where base looks for them. */
    static final ConfigKey<Path> DIRECTORY = ConfigKey.file("base-hooks", Path.of("/usr/libexec/hyperv"));

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private BaseHook() {}

    /** The path of the script of a hn, when there is one; one that cannot be read is there too. */
    static Optional<String> of(String hn, PluginContext context) {
        String name = "hyperv_vfup." + hn;
        Optional<String> path =
                Optional.of(context.config().get(DIRECTORY).resolve(name).toString());
        try {
            return context.files().read(DIRECTORY, name).isPresent() ? path : Optional.empty();
        } catch (IOException e) {
            return path;
        }
    }

    /** Brings the VF up and runs the script, unless the VF is up and in a lagg. */
    static Proposal propose(String path, Machine machine, Netif hn, Netif vf) {
        if (vf.isUp() && machine.laggOf(vf.ifName()).isPresent()) {
            return Proposal.asWanted(hn.ifName(), path + " has done what it does for " + hn);
        }
        List<Step> steps = new ArrayList<>();
        if (!vf.isUp()) {
            steps.add(new InterfaceStep.BringUp(vf.ifName()));
        }
        steps.add(new RunScript(path, List.of(), hn.ifName(), LIMIT));
        return Proposal.of(new Plan(
                hn.ifName(),
                "VF " + vf + " of " + hn + " is left to " + path,
                List.of("why a script: base's hyperv_vfup runs it in place of its own work"),
                steps,
                Optional.empty()));
    }
}
