package org.nethook.netif.freebsd;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What nethook does with other processes. */
interface Processes {

    /** The processes of this machine. */
    Processes SYSTEM = new Processes() {
        @Override
        public Optional<String> commandLine(long pid) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isEmpty() || !process.get().isAlive()) {
                return Optional.empty();
            }
            ProcessHandle.Info info = process.get().info();
            // A process that changes its title changes its arguments, not its executable.
            return Optional.of(
                    info.command().orElse("") + " " + info.commandLine().orElse(""));
        }

        @Override
        public boolean end(long pid, Duration within) throws InterruptedException {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isEmpty()) {
                return true;
            }
            process.get().destroy();
            try {
                process.get().onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException | TimeoutException e) {
                return !process.get().isAlive();
            }
        }

        @Override
        public OptionalInt run(List<String> command, Duration within) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        }
    };

    /** A process's executable and arguments, as far as the system tells; empty when there is no such process. */
    Optional<String> commandLine(long pid);

    /**
     * Sends SIGTERM and waits for the end.
     *
     * @return whether it has ended
     */
    boolean end(long pid, Duration within) throws InterruptedException;

    /**
     * Runs a command without a shell and without input or output.
     *
     * @param within how long to wait for its end
     * @return its exit status; empty when it has not ended yet, and then it is left running
     * @throws IOException when it cannot be started
     */
    OptionalInt run(List<String> command, Duration within) throws IOException, InterruptedException;
}
