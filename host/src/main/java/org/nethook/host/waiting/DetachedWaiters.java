package org.nethook.host.waiting;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waiters that outlive this process, and devd: {@code libexec/wait-until-due}, in a session of its own. It is a shell and a sleep, about
 * a megabyte each; a JVM starts only when the time has come.
 */
public final class DetachedWaiters implements Waiters {
    private static final File NOTHING = new File("/dev/null");

    private final Path home;
    private final List<String> options;

    /**
     * Waiters of one image.
     *
     * @param home the image
     * @param options of {@code nethook event}, such as {@code --config FILE}; paths must be absolute
     */
    public DetachedWaiters(Path home, List<String> options) {
        this.home = home;
        this.options = List.copyOf(options);
    }

    @Override
    public long start(Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("/bin/sh");
        command.add(home.resolve("libexec/wait-until-due").toString());
        command.add(file.toString());
        command.add(home.resolve("bin/nethook").toString());
        command.add("event");
        command.add("--due");
        command.add(file.toString());
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(NOTHING)
                .redirectError(NOTHING)
                .start();
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String pid = answer.readLine();
            return Long.parseLong(pid == null ? "" : pid);
        } catch (NumberFormatException e) {
            throw new IOException(command.get(1) + " did not start", e);
        }
    }

    @Override
    public long started(long pid) {
        Optional<ProcessHandle> process = pid > 0 ? ProcessHandle.of(pid) : Optional.empty();
        if (process.isEmpty() || !process.get().isAlive()) {
            return -1;
        }
        Optional<Instant> start = process.get().info().startInstant();
        return start.isPresent() ? start.get().toEpochMilli() : 0;
    }

    @Override
    public long self() {
        return ProcessHandle.current().pid();
    }
}
