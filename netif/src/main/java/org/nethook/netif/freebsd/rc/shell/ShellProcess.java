package org.nethook.netif.freebsd.rc.shell;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs as processes of this machine. */
public final class ShellProcess implements ShellRunner {
    private static final int MOST = 1024 * 1024;
    /** What was written is read to its end after the program ended, unless a child of it keeps the pipe open. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    @Override
    public Ended run(List<String> command, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/sbin:/bin:/usr/sbin:/usr/bin");
        Process process = builder.start();
        Output output = new Output(process.getInputStream());
        output.start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            output.join(DRAIN.toMillis());
            return new Ended(ended ? Optional.of(process.exitValue()) : Optional.empty(), output.text());
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
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

    /** Reads on when it has enough, so that who writes much does not hang. */
    private static final class Output extends Thread {
        private final InputStream from;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        private Output(InputStream from) {
            super("output of rc's shell");
            setDaemon(true);
            this.from = from;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try (from) {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // It was killed: what it had written before counts.
                return;
            }
        }

        private synchronized void keep(byte[] buffer, int length) {
            kept.write(buffer, 0, Math.min(length, MOST - kept.size()));
        }

        private synchronized String text() {
            return kept.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
