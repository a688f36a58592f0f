package org.nethook.host.replay;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.nethook.netif.sim.MachineSpec;

/**
 * A machine and what happens to it.
 *
 * @param title what the scenario shows, one line
 * @param machine the machine, switched on at time zero
 * @param timeline what happens, in the order of time
 * @param until when it ends, not before the last happening
 */
public record Scenario(String title, MachineSpec machine, List<Happening> timeline, Duration until) {

    public Scenario {
        Objects.requireNonNull(title);
        Objects.requireNonNull(machine);
        Objects.requireNonNull(until);
        timeline = List.copyOf(timeline);
    }

    /** The same with another kernel: {@code 12.1} or {@code 14.0}. */
    public Scenario withRelease(String release) {
        MachineSpec other =
                new MachineSpec(release, machine.sysctls(), machine.interfaces(), machine.rcConf(), machine.leases());
        return new Scenario(title, other, timeline, until);
    }
}
