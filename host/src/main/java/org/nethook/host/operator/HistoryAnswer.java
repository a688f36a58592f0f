package org.nethook.host.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nethook.host.history.HistoryRecord;

/**
 * What happened.
 *
 * @param file where it stands
 * @param beginning the time of the oldest record there is; empty when there is none
 * @param records those asked for, oldest first
 * @param earlier how many more of those asked for are before the first of these
 * @param unreadable how many lines could not be read
 */
public record HistoryAnswer(
        String file, Optional<Instant> beginning, List<HistoryRecord> records, int earlier, int unreadable) {

    public HistoryAnswer {
        records = List.copyOf(records);
    }
}
