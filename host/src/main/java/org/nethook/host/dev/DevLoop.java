package org.nethook.host.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.timeline.Style;

/**
 * Compiles a plugin's project when its sources change, and replays scenarios when its classes, its configuration or a scenario
 * changes. What is in the way is told in one line, and the next change waited for.
 */
public final class DevLoop implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Project project;
    private final Invocation call;
    private final Optional<Build> build;
    private final Path scratch;
    private final PluginReplay replay;

    /**
     * What is worked on.
     *
     * @param directory the project
     * @param classes where its build compiles into, with the manifest
     * @param scenarios what is replayed, in this order
     * @param config its nethook.conf, which need not exist
     * @param builds whether to compile; otherwise somebody else does
     */
    public record Project(Path directory, Path classes, List<Path> scenarios, Path config, boolean builds) {}

    /** A loop that has not begun. */
    public DevLoop(Project project, Invocation call, Style style) throws IOException {
        this.project = project;
        this.call = call;
        this.build = project.builds() ? Optional.of(new Build(project.directory())) : Optional.empty();
        this.scratch = Files.createTempDirectory("nethook-dev");
        this.replay = new PluginReplay(scratch, call, style);
    }

    /** One round; returns 0 or why not, as an exit status. */
    public int once() throws IOException, InterruptedException {
        if (build.isPresent()) {
            Optional<String> complaint = build.get().run();
            if (complaint.isPresent()) {
                call.say("it does not compile: " + complaint.get());
                return ExitStatus.DATAERR;
            }
        }
        return replayOnce();
    }

    private int replayOnce() {
        try {
            return replay.run(project.classes(), project.scenarios()) == 0 ? ExitStatus.OK : ExitStatus.SOFTWARE;
        } catch (Failure e) {
            return call.report(e);
        }
    }

    /** Rounds for ever, until the thread is interrupted. */
    public void run() throws IOException, InterruptedException {
        List<Path> shown = new ArrayList<>(project.scenarios());
        shown.add(project.classes());
        shown.add(project.config());
        TreeWatch sources = new TreeWatch(build.isPresent() ? build.get().sources() : List.of());
        TreeWatch results = new TreeWatch(shown);
        once();
        results.accept();
        tellWaiting();
        while (true) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            if (sources.hasChanged()) {
                once();
                results.accept();
                tellWaiting();
            } else if (results.hasChanged()) {
                replayOnce();
                tellWaiting();
            }
        }
    }

    private void tellWaiting() {
        call.out().println("waiting for a change; Ctrl-C ends");
        call.out().flush();
    }

    /** Ends a build that runs, and removes what was written; from any thread. */
    @Override
    public void close() {
        build.ifPresent(Build::stop);
        if (!Files.exists(scratch)) {
            return;
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
