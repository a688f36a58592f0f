package org.nethook.host.dispatch;

/**
 * What became of one event.
 *
 * @param listeners how many listeners wanted it
 * @param failures how many of them threw; each was reported
 */
public record DispatchResult(int listeners, int failures) {}
