package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code share/rc.d/nethook} under dash, with stand-ins for rc.subr(8) and daemon(8), and the real host. */
class RcScriptIT {
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private Path script;
    private Path run;
    private Path log;
    private Path events;
    private Path done;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("dash", "-c", "ps -ww -o command= -p $$"), temporary, Map.of())
                                .status()
                        == 0,
                "needs dash and ps");
        Image image = Image.built().copyTo(temporary.resolve("image"));
        run = temporary.resolve("run");
        log = Files.createFile(temporary.resolve("log"));
        events = Files.createFile(temporary.resolve("events"));
        done = Files.createFile(temporary.resolve("done"));
        PluginJar.write(
                image,
                "probe",
                Files.createDirectory(temporary.resolve("scratch")),
                """
                if (event.data().containsKey("seconds")) {
                    append(Path.of("%1$s"), "begin");
                    Thread.sleep(1000L * Integer.parseInt(event.data().get("seconds")));
                    append(Path.of("%1$s"), "end");
                }
                """.formatted(done),
                "return Optional.empty();");
        Files.writeString(
                image.home().resolve("etc/nethook.conf"), "host.state-dir = \"" + temporary.resolve("state") + "\"\n");
        Path subr = resource("rc.subr");
        Path daemon = resource("daemon");
        Path tools = Files.createDirectory(temporary.resolve("tools"));
        // there need be no group wheel
        Path install = Files.writeString(
                tools.resolve("install"), "#!/bin/sh\nfor last; do :; done\nexec mkdir -p \"$last\"\n");
        Files.setPosixFilePermissions(install, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                temporary.resolve("rc.conf"),
                "nethook_enable=YES\nnethook_home=" + image.home() + "\nnethook_rundir=" + run
                        + "\nnethook_flags=\"--source " + events + "\"\n");
        String text = Files.readString(image.home().resolve("share/rc.d/nethook"));
        script = Files.writeString(
                temporary.resolve("nethook"),
                text.replace("/etc/rc.subr", subr.toString()).replace("/usr/sbin/daemon", daemon.toString()));
    }

    private Path resource(String name) throws IOException {
        Path file = temporary.resolve(name);
        try (InputStream bytes = RcScriptIT.class.getResourceAsStream("/rc/" + name)) {
            Files.copy(bytes, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @AfterEach
    void end() throws IOException {
        if (script != null) {
            killProcessOf(supervisorFile());
            killProcessOf(pidFile());
        }
    }

    private static void killProcessOf(Path file) throws IOException {
        if (Files.exists(file)) {
            ProcessHandle.of(pid(file)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static long pid(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private Path pidFile() {
        return run.resolve("nethook.pid");
    }

    private Path supervisorFile() {
        return temporary.resolve("run.supervisor.pid");
    }

    private Outcome service(String command) throws IOException, InterruptedException {
        return Image.run(
                List.of("dash", script.toString(), command),
                temporary,
                Map.of(
                        "RC_CONF", temporary.resolve("rc.conf").toString(),
                        "DAEMON_LOG", log.toString(),
                        "PATH", temporary.resolve("tools") + ":" + System.getenv("PATH")));
    }

    private void await(ResidentHost.Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(GENEROUS);
        while (!condition.holds()) {
            assertTrue(Instant.now().isBefore(end), Files.readString(log));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void shouldStartUntilReadyReloadAndStop() throws IOException, InterruptedException {
        Outcome started = service("start");

        assertEquals("Starting nethook.\n", started.assertClean().out());
        assertTrue(Files.exists(run.resolve("nethook.sock")), "not ready");
        long host = pid(pidFile());
        assertEquals(1, service("start").status(), "started twice");
        assertTrue(service("reload").assertClean().out().startsWith("Configuration read again"));
        String taken =
                "now " + new Image(temporary.resolve("image")).names("plugins").size() + " plugins\n";
        await(() -> Files.readString(log).contains(taken));

        assertEquals("Stopping nethook.\n", service("stop").assertClean().out());
        assertFalse(isAlive(host));
        assertFalse(Files.exists(supervisorFile()));
        assertEquals(List.of(), new Image(temporary).names("run"));
        assertEquals(1, service("stop").status());
        assertEquals(1, service("reload").status());
    }

    @Test
    void shouldNotReturnFromStopWhileTheHostStillEndsWhatRuns() throws IOException, InterruptedException {
        service("start").assertClean();
        Map<String, String> environment =
                Map.of("NETHOOK_SOCKET", run.resolve("nethook.sock").toString());
        Outcome event = new Image(temporary.resolve("image"))
                .nethook(environment, "event", "IFNET", "em0", "LINK_UP", "seconds=5");
        assertTrue(event.assertClean().out().contains("still at work"), event.out());
        await(() -> Files.readString(done).contains("begin"));

        service("stop").assertClean();

        assertEquals("begin\nend\n", Files.readString(done));
        assertFalse(Files.exists(pidFile()));
    }

    @Test
    void shouldStopAHostThatLostItsSupervisorAndOneThatWasStartedAgain() throws IOException, InterruptedException {
        service("start").assertClean();
        long first = pid(pidFile());
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await(() -> pid(pidFile()) != first && isAlive(pid(pidFile())));
        long second = pid(pidFile());
        assertNotEquals(first, second);
        ProcessHandle.of(pid(supervisorFile())).orElseThrow().destroyForcibly();
        long supervisor = pid(supervisorFile());
        await(() -> !isAlive(supervisor));

        Outcome start = service("start");
        assertEquals(1, start.status(), start.err());
        assertTrue(start.err().contains("process " + second + " is a host without a supervisor"), start.err());
        service("stop").assertClean();

        assertFalse(isAlive(second));
    }

    @Test
    void shouldNotTakeAnotherProcessForTheHost() throws IOException, InterruptedException {
        Files.createDirectory(run);
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");

        assertEquals(1, service("stop").status());
        assertEquals(1, service("reload").status());

        Files.delete(pidFile());
    }
}
