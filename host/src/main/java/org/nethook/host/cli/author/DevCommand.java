package org.nethook.host.cli.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.nethook.api.ExitStatus;
import org.nethook.host.dev.DevLoop;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.timeline.ColourChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nethook dev}. */
@Command(
        name = "dev",
        header = "Compile a plugin and replay a scenario with it, again at each change.",
        description = {
            "%nThe plugin runs alone on a simulated machine, in virtual time, as replay would run its jar. What does not "
                    + "compile or load is told in one line, and the next change waited for. Nothing on this machine is "
                    + "changed.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook dev",
            "  nethook dev my-plugin --scenario share/examples/live-migration.conf",
            "  nethook dev --once"
        },
        exitCodeListHeading = "%nExit statuses of --once:%n",
        exitCodeList = {
            "0:the plugin came through every scenario",
            "65:it does not compile or is not loaded, or a scenario is wrong",
            "70:it failed; an alarm says why"
        })
final class DevCommand implements Callable<Integer> {
    private final Invocation call;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "the plugin's project; without it this directory")
    private Path directory;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "what to replay; without it each file in DIR/scenarios, or, where there is none, a live "
                    + "migration. May be repeated")
    private List<Path> scenarios = List.of();

    @Option(
            names = "--classes",
            paramLabel = "DIR",
            description = "where the project is compiled into; without it DIR/target/classes")
    private Path classes;

    @Option(
            names = "--no-build",
            description = "do not run mvn compile at each change; an IDE or another build does it")
    private boolean noBuild;

    @Option(names = "--once", description = "replay once and end")
    private boolean once;

    DevCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws Failure {
        if (!Files.isDirectory(directory)) {
            throw new Failure(ExitStatus.NOINPUT, directory + ": no such directory");
        }
        if (!noBuild && !Files.exists(directory.resolve("pom.xml"))) {
            throw new Failure(
                    ExitStatus.NOINPUT,
                    directory
                            + ": has no pom.xml; give the directory of a plugin's project, or --no-build and --classes DIR");
        }
        Path config = directory.resolve("nethook.conf");
        if (!call.hasConfig() && Files.exists(config)) {
            call.config(config.toString());
        }
        DevLoop.Project project = new DevLoop.Project(
                directory,
                classes == null ? directory.resolve("target").resolve("classes") : classes,
                chosenScenarios(),
                config,
                !noBuild);
        try (DevLoop loop = new DevLoop(project, call, ColourChoice.AUTO.style())) {
            Thread atTheEnd = new Thread(loop::close, "nethook-dev-end");
            Runtime.getRuntime().addShutdownHook(atTheEnd);
            try {
                if (once) {
                    return loop.once();
                }
                loop.run();
            } finally {
                Runtime.getRuntime().removeShutdownHook(atTheEnd);
            }
        } catch (IOException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK;
    }

    private List<Path> chosenScenarios() throws Failure {
        if (!scenarios.isEmpty()) {
            return scenarios;
        }
        Path own = directory.resolve("scenarios");
        if (Files.isDirectory(own)) {
            try (Stream<Path> files = Files.list(own)) {
                List<Path> found = files.filter(file -> file.toString().endsWith(".conf"))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (IOException e) {
                throw new Failure(ExitStatus.NOINPUT, List.of(own + ": cannot be read"), e);
            }
        }
        return List.of(call.home().resolve("share/examples/live-migration.conf"));
    }
}
