package org.nethook.host.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.host.state.Storage;

/**
 * What happened, newest first, as far as it is kept. A snapshot: it does not change when more happens. A line that is torn,
 * damaged or of a version this nethook does not know is left out and counted.
 */
public final class History {
    private static final int LONGEST = 64 << 20;

    private final List<HistoryRecord> records;
    private final int unreadable;

    private History(List<HistoryRecord> records, int unreadable) {
        this.records = List.copyOf(records);
        this.unreadable = unreadable;
    }

    /**
     * Reads it; empty where nothing happened yet.
     *
     * @throws StateException when it is there and cannot be read
     */
    public static History read(StateDirectory state) throws StateException {
        List<HistoryRecord> records = new ArrayList<>();
        int unreadable = 0;
        String[] files = {StateDirectory.HISTORY, StateDirectory.HISTORY + ".1"};
        for (String name : files) {
            String[] lines = text(state.storage(), name).split("\n");
            for (int i = lines.length - 1; i >= 0; i--) {
                HistoryRecord record = lines[i].isEmpty() ? null : RecordReader.read(lines[i]);
                if (record != null) {
                    records.add(record);
                } else if (!lines[i].isEmpty()) {
                    unreadable++;
                }
            }
        }
        return new History(records, unreadable);
    }

    private static String text(Storage storage, String name) throws StateException {
        try {
            byte[] none = new byte[0];
            return new String(storage.read(name, LONGEST).orElse(none), StandardCharsets.UTF_8);
        } catch (AccessDeniedException e) {
            throw new StateException(
                    storage.describe(name) + ": permission denied; only root and the user that nethook runs as read it",
                    e);
        } catch (IOException e) {
            throw new StateException("the history cannot be read: " + e.getMessage(), e);
        }
    }

    /** All records, newest first. */
    public List<HistoryRecord> newestFirst() {
        return records;
    }

    /** The records about an interface, newest first. */
    public List<HistoryRecord> about(String ifName) {
        List<HistoryRecord> about = new ArrayList<>();
        for (HistoryRecord each : records) {
            if (each.concerns(ifName)) {
                about.add(each);
            }
        }
        return about;
    }

    /** How many lines could not be read. */
    public int unreadable() {
        return unreadable;
    }
}
