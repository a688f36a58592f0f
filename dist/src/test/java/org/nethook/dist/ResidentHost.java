package org.nethook.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nethook.host.control.ControlClient;

/** {@code nethook daemon} of an image as a process, with directories of its own below one. */
final class ResidentHost {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final Image image;
    private final Path directory;
    private final List<String> prefix;
    private final Map<String, String> environment =
            new HashMap<>(Map.of("NETHOOK_CLASS_ARCHIVE", "off", "LC_ALL", "C"));
    private final List<String> options = new ArrayList<>();
    private Process process;

    /** A condition that may fail while it is not met. */
    @FunctionalInterface
    interface Condition {
        /** Whether it is met. */
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * One that does not run yet.
     *
     * @param prefix what runs it, such as {@code ip netns exec NAME}
     */
    ResidentHost(Image image, Path directory, String... prefix) throws IOException {
        this.image = image;
        this.directory = directory;
        this.prefix = List.of(prefix);
        configure("");
    }

    /** With this in nethook.conf. */
    ResidentHost configure(String text) throws IOException {
        Files.writeString(configuration(), "host.state-dir = \"" + state() + "\"\n" + text + "\n");
        return this;
    }

    /** With another option. */
    ResidentHost option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /** With this in its environment. */
    ResidentHost environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path configuration() {
        return image.home().resolve("etc/nethook.conf");
    }

    Path state() {
        return directory.resolve("state");
    }

    Path run() {
        return directory.resolve("run");
    }

    Path socket() {
        return run().resolve("nethook.sock");
    }

    private Path logFile() {
        return directory.resolve("log");
    }

    /** What runs it, as words. */
    List<String> command() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(image.launcher().toString(), "daemon", "--run-dir", run().toString()));
        command.addAll(options);
        return command;
    }

    /** Starts it; its log goes on where an earlier one's ended. */
    ResidentHost start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Starts it and waits until it answers. */
    ResidentHost startAndAwait() throws IOException, InterruptedException {
        start();
        await("it is not ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended with " + process.exitValue() + ":\n" + log());
            }
            // the file is there a moment before anybody listens
            return Files.exists(socket()) && ask("ping").status() == 0;
        });
        return this;
    }

    /** Everything it has logged. */
    String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a text in its log. */
    void awaitLog(String text) throws IOException, InterruptedException {
        await("its log has no \"" + text + "\"", () -> log().contains(text));
    }

    /** Waits for a condition; the failure shows the log. */
    void await(String what, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(GENEROUS);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(what + ":\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends it a signal, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        Image.run(List.of("sh", "-c", "kill -" + name + " " + pid()), directory, Map.of())
                .assertClean();
    }

    /** Waits for its end; returns its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(GENEROUS.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end:\n" + log());
        }
        return process.exitValue();
    }

    /** Runs {@code nethook}, which finds this host. */
    Outcome nethook(String... words) throws IOException, InterruptedException {
        return image.nethook(Map.of("NETHOOK_SOCKET", socket().toString()), words);
    }

    /** {@code nethook}, which finds this host and is not waited for. */
    ProcessBuilder client(String... words) {
        List<String> command = new ArrayList<>(List.of(image.launcher().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("NETHOOK_SOCKET", socket().toString());
        return builder;
    }

    /** {@code nethook status}, as it is now. */
    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(nethook("status", "--json").assertClean().out());
    }

    /** What it answers to the words of a command line, without a process that asks; with status -1 when it does not answer. */
    Outcome ask(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new ControlClient(socket(), PATIENT)
                .ask(
                        List.of(words),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** How it itself is doing, of that, once it answers: not while a plugin has all of its memory. */
    JsonNode host() throws IOException, InterruptedException {
        Outcome[] answer = new Outcome[1];
        await("it does not answer", () -> {
            answer[0] = ask("status", "--json");
            return answer[0].status() == 0;
        });
        return JSON.readTree(answer[0].out()).get("host");
    }

    /** How one of its plugins is doing, of that. */
    JsonNode plugin(String id) throws IOException, InterruptedException {
        for (JsonNode plugin : host().get("plugins")) {
            if (plugin.get("id").asText().equals(id)) {
                return plugin;
            }
        }
        return JSON.createObjectNode();
    }

    /** Its resident memory, in KiB. */
    long rssKiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no VmRSS of " + pid());
    }

    /** Whatever has become of it, it ends. */
    void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
