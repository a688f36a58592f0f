package org.nethook.host.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.nethook.host.state.Storage;

/**
 * Adds records to the history, which never takes more than about twice its size: when it is full, it becomes the old file,
 * and the one that was the old file goes. Safe for use by several threads and processes.
 */
final class HistoryWriter {
    private final Storage storage;
    private final String name;
    private final long size;
    private boolean looked;

    /** @param size bytes from which on the file is put aside */
    HistoryWriter(Storage storage, String name, long size) {
        this.storage = storage;
        this.name = name;
        this.size = size;
    }

    synchronized void event(HistoryRecord.Event event) throws IOException {
        write(JsonLine.of("event", event.at()).field("event", event.event()).field("ifName", event.ifName()), false);
    }

    synchronized void note(HistoryRecord.Note note) throws IOException {
        JsonLine line = JsonLine.of("note", note.at()).field("source", note.source());
        write(because(line, note.cause()).field("text", note.text()), false);
    }

    synchronized void alarm(HistoryRecord.Alarm alarm) throws IOException {
        JsonLine line = JsonLine.of("alarm", alarm.at()).field("source", alarm.source());
        write(because(line, alarm.cause()).field("text", alarm.text()), true);
    }

    synchronized void plan(HistoryRecord.Plan plan) throws IOException {
        JsonLine line = JsonLine.of("plan", plan.at())
                .field("doing", lower(plan.doing()))
                .field("began", plan.began().toString())
                .field("plugin", plan.plugin());
        because(line, plan.cause())
                .field("ifName", plan.ifName())
                .field("reason", plan.reason())
                .field("notes", plan.notes());
        steps(line, plan.steps());
        write(line.field("outcome", lower(plan.outcome())).field("message", plan.message()), true);
    }

    private static void steps(JsonLine line, List<HistoryRecord.Step> steps) {
        line.beginArray("steps");
        for (HistoryRecord.Step step : steps) {
            line.beginObject()
                    .field("at", step.at().toString())
                    .field("step", step.step())
                    .field("interfaces", step.interfaces())
                    .field("outcome", lower(step.outcome()))
                    .field("message", step.message())
                    .endObject();
        }
        line.endArray();
    }

    private static JsonLine because(JsonLine line, HistoryRecord.Because cause) {
        return line.beginObject("cause")
                .field("kind", lower(cause.kind()))
                .field("text", cause.text())
                .field("ifName", cause.ifName())
                .endObject();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void write(JsonLine line, boolean durable) throws IOException {
        byte[] bytes = line.bytes();
        if (!looked) {
            looked = true;
            int last = storage.lastByte(name);
            if (last >= 0 && last != '\n') {
                bytes = onALineOfItsOwn(bytes);
            }
        }
        if (storage.size(name) >= size) {
            rotate();
        }
        storage.append(name, bytes, durable);
    }

    /** What a crash tore off stays a line that no reader takes for a record. */
    private static byte[] onALineOfItsOwn(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1);
        out.write('\n');
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** By one process at a time; while another has the lock, the file grows a little longer. */
    private void rotate() throws IOException {
        Storage.Held lock;
        try {
            lock = storage.lock(Duration.ZERO);
        } catch (Storage.LockedException e) {
            return; // whoever has it rotates, or the next record does
        }
        try {
            if (storage.size(name) >= size) {
                storage.rename(name, name + ".1");
            }
        } finally {
            lock.close();
        }
    }
}
