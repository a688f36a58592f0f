package org.nethook.host.operator;

import org.nethook.host.resident.status.HostStatus;

/**
 * How the resident host is doing.
 *
 * @param status what its dispatcher counts
 * @param malformed how many lines of its source were no events
 */
public record HostReport(HostStatus status, long malformed) {}
