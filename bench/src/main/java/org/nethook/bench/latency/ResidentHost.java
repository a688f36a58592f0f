package org.nethook.bench.latency;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A resident host as a process of its own, started as the image starts it. */
final class ResidentHost implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final byte[] FIRST = Client.request("event", "IFNET", "nh9", "LINK_UP");

    private final Process process;
    private final Path socket;
    private final long readyNanos;

    private ResidentHost(Process process, Path socket, long started) throws IOException {
        this.process = process;
        this.socket = socket;
        awaitAnswer(started);
        this.readyNanos = System.nanoTime() - started;
    }

    /** Starts it and waits until it has answered an event. */
    static ResidentHost start(Setting setting, String source) throws IOException {
        Path socket = setting.work().resolve("run/nethook.sock");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                setting.launcher(),
                "daemon",
                "--source",
                source,
                "--run-dir",
                setting.work().resolve("run").toString(),
                "--config",
                setting.work().resolve("nethook.conf").toString()));
        builder.environment()
                .put(
                        "NETHOOK_JAVA_OPTS",
                        "-D" + SetUp.COUNT + "=" + setting.work().resolve("count") + " -D" + SetUp.FIFO + "="
                                + setting.work().resolve("nethook.fifo"));
        File log = setting.work().resolve("daemon.log").toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        long started = System.nanoTime();
        return new ResidentHost(builder.start(), socket, started);
    }

    private void awaitAnswer(long started) throws IOException {
        while (true) {
            try (Client client = new Client(socket)) {
                client.askWell(FIRST);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - started > PATIENCE_NANOS) {
                    process.destroyForcibly();
                    throw new IOException("the resident host does not answer; see daemon.log", e);
                }
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** From the start of its process to its first answer to an event. */
    long readyNanos() {
        return readyNanos;
    }

    Path socket() {
        return socket;
    }

    Client connect() throws IOException {
        return new Client(socket);
    }

    /** Has the process get no time, or go on: {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    /** Resident memory in KiB. */
    long rss() throws IOException {
        return field(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS:");
    }

    /** How often its threads were given the processor within this time, per second. */
    double wakeUpsPerSecond(long seconds) throws IOException, InterruptedException {
        Map<String, Long> before = switches();
        long started = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double took = (System.nanoTime() - started) / 1e9;
        long grown = 0;
        for (Map.Entry<String, Long> thread : switches().entrySet()) {
            grown += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return grown / took;
    }

    /** By thread: one that has ended meanwhile would take its past along. */
    private Map<String, Long> switches() throws IOException {
        Map<String, Long> all = new HashMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads) {
                try {
                    all.put(
                            thread.getFileName().toString(),
                            field(thread.resolve("status"), "voluntary_ctxt_switches:"));
                } catch (NoSuchFileException e) {
                    // it has just ended
                }
            }
        }
        return all;
    }

    private static long field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(file + " has no " + name);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
