package org.nethook.host.context;

import java.io.IOException;
import java.time.Duration;

/**
 * Where plugins' scheduled work waits. Where each event is a process of its own, work may wait in another process, and what another process
 * waits for may be replaced or cancelled.
 */
public interface Waits {

    /** Everything waits in this process, which is the only one. */
    Waits HERE = new Waits() {
        @Override
        public Place place(String pluginId, String key, Duration delay, String purpose, boolean told) {
            return Place.HERE;
        }

        @Override
        public boolean take(String pluginId, String key) {
            return true;
        }

        @Override
        public boolean cancel(String pluginId, String key) {
            return false;
        }
    };

    /**
     * Decides where work waits, and sees to it unless it is here. What other processes keep under its key is replaced.
     *
     * @throws IOException when it cannot be kept until its time, and will not be done
     */
    Place place(String pluginId, String key, Duration delay, String purpose, boolean told) throws IOException;

    /**
     * The time of work has come that waited here.
     *
     * @return whether it may be done: another process may have replaced or cancelled it
     * @throws IOException when that cannot be told
     */
    boolean take(String pluginId, String key) throws IOException;

    /**
     * Cancels what waits under this key, in whatever process.
     *
     * @return whether there was any, other than in this process
     * @throws IOException when that cannot be told
     */
    boolean cancel(String pluginId, String key) throws IOException;

    /**
     * A place.
     *
     * @param kind which
     * @param process the number of the process that waits; 0 unless it is another one
     */
    record Place(Kind kind, long process) {
        /** This process waits. */
        public static final Place HERE = new Place(Kind.HERE, 0);
        /** This process exists to do it now. */
        public static final Place NOW = new Place(Kind.NOW, 0);
        /** It was seen to before. */
        public static final Place NOWHERE = new Place(Kind.NOWHERE, 0);

        /** What becomes of the work. */
        public enum Kind {
            /** This process does it when its time comes. */
            HERE,
            /** This process does it as soon as the plugin returns. */
            NOW,
            /** Another process does it. */
            PROCESS,
            /** Nothing. */
            NOWHERE
        }

        /** Another process waits. */
        public static Place process(long pid) {
            return new Place(Kind.PROCESS, pid);
        }
    }
}
