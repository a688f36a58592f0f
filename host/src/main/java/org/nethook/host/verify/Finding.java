package org.nethook.host.verify;

import org.nethook.host.log.OneLine;

/**
 * One thing that was found out about a jar.
 *
 * @param level how bad it is
 * @param topic what it is about: file, jar, descriptor, api, permissions, code, run
 * @param text one line
 */
public record Finding(Level level, String topic, String text) {

    /** How bad something is. */
    public enum Level {
        /** It is refused, or fails. */
        ERROR,
        /** It works and may not do so for ever, or is more than it should be. */
        WARNING,
        /** Worth knowing. */
        NOTE;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Finding {
        text = OneLine.of(text);
    }

    /** {@code error: file: it can be written to by everybody}. */
    @Override
    public String toString() {
        return level.word() + ": " + topic + ": " + text;
    }
}
