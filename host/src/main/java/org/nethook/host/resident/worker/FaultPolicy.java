package org.nethook.host.resident.worker;

import java.time.Duration;

/**
 * What the host puts up with.
 *
 * @param hookTimeout how long a hook, or a scheduled task, may run before it is interrupted
 * @param grace how long it may go on after that before its thread is given up
 * @param faults how many faults within {@code window} park a plugin
 * @param window how far back faults count
 */
public record FaultPolicy(Duration hookTimeout, Duration grace, int faults, Duration window) {
    /** One minute for a hook, five seconds more for one that was interrupted, five faults in ten minutes. */
    public static final FaultPolicy USUAL =
            new FaultPolicy(Duration.ofSeconds(60), Duration.ofSeconds(5), 5, Duration.ofMinutes(10));
}
