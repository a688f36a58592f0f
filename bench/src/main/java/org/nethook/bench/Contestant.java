package org.nethook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A command that is measured, from its start to its end.
 *
 * @param command the command
 * @param environment what is added to the environment
 * @param proof what it must print, or the measurement would be of something else
 * @param sample where its times go
 */
public record Contestant(List<String> command, Map<String, String> environment, String proof, Sample sample) {

    /** Runs it once and returns how long that took, in nanoseconds. */
    public long run() throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        String printed;
        int status;
        long start = System.nanoTime();
        long end;
        try {
            Process process = builder.start();
            printed = new String(process.getInputStream().readAllBytes());
            status = process.waitFor();
            end = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (status != 0 || !printed.contains(proof)) {
            throw new IllegalStateException(command + " ended with status " + status + " and printed: " + printed);
        }
        return end - start;
    }

    /** Runs a command that measures itself and returns what it printed. */
    static String output(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " printed: " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
