package org.nethook.host.operator;

import java.time.Instant;
import java.util.Optional;
import org.nethook.host.history.HistoryRecord;

/**
 * Something that happened to an interface, and what it followed from.
 *
 * @param record a plan, a note or an alarm
 * @param eventAt when the event came in that it followed from, as far as known
 */
public record Chapter(HistoryRecord record, Optional<Instant> eventAt) {}
