package org.nethook.netif.script;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Scripts;

/** Scripts as processes of this machine. */
public final class OperatorScripts implements Scripts {
    private static final int MOST_FILES = 100;
    private static final int MOST_LINES = 100;
    private static final int MOST_CHARACTERS = 200;
    /** What a script has written is read to its end after it ended, unless a child of it keeps the pipe open. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final ScriptTrust trust;

    /** Those that only root can write. */
    public OperatorScripts() {
        this(new ScriptTrust(0, Path.of("/")));
    }

    OperatorScripts(ScriptTrust trust) {
        this.trust = trust;
    }

    @Override
    public Optional<String> objection(String path) {
        return trust.objection(path);
    }

    @Override
    public List<String> in(String directory) {
        List<String> paths = new ArrayList<>();
        String[] names = new File(directory).list();
        if (names != null) {
            Arrays.sort(names);
            for (String name : names) {
                if (!name.startsWith(".") && paths.size() < MOST_FILES) {
                    paths.add(directory + "/" + name);
                }
            }
        }
        return paths;
    }

    @Override
    public Result run(String path, List<String> arguments, Map<String, String> environment, Duration limit)
            throws NetifException {
        Environment.check(environment);
        Optional<String> objection = trust.objection(path);
        if (objection.isPresent()) {
            throw new NetifException("run " + path, "", objection.get());
        }
        Process process = start(path, arguments, environment);
        Output output = new Output(path, process.getInputStream());
        output.start();
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            output.join(DRAIN.toMillis());
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw failure(path, e);
        }
        return new Result(ended ? Optional.of(process.exitValue()) : Optional.empty(), output.lines());
    }

    private static Process start(String path, List<String> arguments, Map<String, String> further)
            throws NetifException {
        List<String> command = new ArrayList<>();
        command.add(path);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/sbin:/bin:/usr/sbin:/usr/bin");
        environment.put("HOME", "/");
        environment.putAll(further);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** With its children, which would go on without it. */
    private static void kill(Process process) {
        Iterator<ProcessHandle> children = process.descendants().iterator();
        while (children.hasNext()) {
            children.next().destroyForcibly();
        }
        process.destroyForcibly();
    }

    private static NetifException failure(String path, Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        NetifException failure = new NetifException("run " + path, "", reason);
        failure.initCause(cause);
        return failure;
    }

    /** Reads on when it has enough, so that a script that writes much does not hang. */
    private static final class Output extends Thread {
        private final InputStream from;
        private final List<String> lines = new ArrayList<>();

        private Output(String path, InputStream from) {
            super("output of " + path);
            setDaemon(true);
            this.from = from;
        }

        @Override
        public void run() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                int c;
                while ((c = reader.read()) >= 0) {
                    if (c == '\n') {
                        add(line);
                    } else if (line.length() < MOST_CHARACTERS) {
                        // What a terminal would obey is not for a log.
                        line.append(c < ' ' || c == 0x7f ? '?' : (char) c);
                    }
                }
                if (line.length() > 0) {
                    add(line);
                }
            } catch (IOException e) {
                // It was killed: what it had written before counts.
                add(new StringBuilder("(output lost: " + e.getMessage() + ")"));
            }
        }

        private synchronized void add(StringBuilder line) {
            if (lines.size() < MOST_LINES) {
                lines.add(line.toString());
            }
            line.setLength(0);
        }

        private synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
