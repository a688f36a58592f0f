package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.host.control.Answerer;
import org.nethook.host.control.ControlServer;
import org.nethook.host.control.Patience;
import org.nethook.host.control.SocketAccess;

/** How bin/nethook has a resident host handle an event without starting a JVM, and what it does when that does not work. */
@SuppressWarnings("try") // hosts that are only there
class ThinClientIT {
    private static final String MAIN = "org.nethook.host.cli.Main";
    private static final String[] EVENT = {"event", "IFNET", "hn0", "LINK_UP", "mac=00:0d:3a:12:34:56"};

    @TempDir
    private Path temporary;

    private final Image image = Image.built();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Path socket;
    private Map<String, String> environment;

    /** The Java that is found tells that it was started. */
    @BeforeEach
    void install() throws IOException {
        socket = temporary.resolve("nethook.sock");
        environment = Map.of(
                "JAVA_HOME",
                FakeJava.ofVersion(temporary.resolve("jdk"), "17.0.1").toString(),
                "NETHOOK_SOCKET",
                socket.toString());
    }

    private ControlServer serve(Answerer answerer) throws IOException {
        return ControlServer.start(
                socket,
                SocketAccess.PRIVATE,
                (args, reply) -> {
                    asked.add(String.join("|", args));
                    return answerer.answer(args, reply);
                },
                Patience.USUAL);
    }

    private static void assumeNc() {
        boolean found = false;
        for (String directory : System.getenv("PATH").split(":")) {
            found |= Files.isExecutable(Path.of(directory, "nc"));
        }
        Assumptions.assumeTrue(found, "no nc(1) that reaches Unix sockets (Debian: netcat-openbsd)");
    }

    private Outcome nethook(String... words) throws IOException, InterruptedException {
        return image.nethook(environment, words);
    }

    private void assertStartsJava(String... words) throws IOException, InterruptedException {
        List<String> lines = nethook(words).assertClean().lines();
        assertTrue(lines.contains(MAIN), lines.toString());
        assertEquals(List.of(words), lines.subList(lines.indexOf(MAIN) + 1, lines.size()));
    }

    @Test
    void shouldPassTheAnswerOnWithItsStatusAndBothStreams() throws IOException, InterruptedException {
        assumeNc();
        try (ControlServer host = serve((args, reply) -> {
            reply.out("IFNET hn0 LINK_UP");
            reply.err("nethook: something odd");
            reply.out("  indented,  \\n and *");
            return 75;
        })) {
            Outcome outcome = nethook(EVENT);
            assertEquals("IFNET hn0 LINK_UP\n  indented,  \\n and *\n", outcome.out());
            assertEquals("nethook: something odd\n", outcome.err());
            assertEquals(75, outcome.status());
            assertEquals(List.of("event|--within=600ms|IFNET|hn0|LINK_UP|mac=00:0d:3a:12:34:56"), asked);

            asked.clear();
            assertEquals(75, nethook("run", "dns-info", "hn0").status());
            assertEquals(List.of("run|--within=600ms|dns-info|hn0"), asked);

            asked.clear();
            String line = "!system=IFNET subsystem=hn0 type=LINK_UP";
            assertEquals(75, nethook("event", "--line", line).status());
            assertEquals(List.of("event|--within=600ms|--line|" + line), asked);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "busybox sh", "bash"})
    void shouldAskUnderEveryPosixShell(String shell) throws IOException, InterruptedException {
        assumeNc();
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/bin", command.get(0)))
                        || Files.isExecutable(Path.of("/usr/bin", command.get(0))),
                "no " + command.get(0));
        command.add(image.launcher().toString());
        command.addAll(List.of(EVENT));
        try (ControlServer host = serve((args, reply) -> {
            reply.out("handled");
            return 0;
        })) {
            assertEquals(
                    List.of("handled"),
                    Image.run(command, temporary, environment).assertClean().lines());
        }
    }

    @Test
    @Tag("C4")
    void shouldStartJavaWhenTheHostHangs() throws IOException, InterruptedException {
        assumeNc();
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(UnixDomainSocketAddress.of(socket));
            FakeJava telling = FakeJava.answering(temporary.resolve("telling"), "echo \"asks $NETHOOK_SOCKET\"\n");
            Files.writeString(telling.home().resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
            long start = System.nanoTime();
            Outcome outcome =
                    image.nethook(Map.of("JAVA_HOME", telling.toString(), "NETHOOK_SOCKET", socket.toString()), EVENT);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(List.of("asks -"), outcome.assertClean().lines());
            assertTrue(took.compareTo(Duration.ofMillis(2500)) < 0, "it took " + took);
        }
        assertTrue(Files.exists(socket));
        assertStartsJava(EVENT); // nobody serves it any more
    }

    @Test
    void shouldStartJavaWhenTheAnswerHasNoEnd() throws IOException, InterruptedException {
        assumeNc();
        try (ControlServer host = serve((args, reply) -> {
            reply.out("half an answer".repeat(1000));
            throw new InterruptedException("the host is lost");
        })) {
            assertStartsJava(EVENT);
            assertEquals(1, asked.size());
        }
    }

    @Test
    void shouldStartJavaForWhatTheHostIsNotAsked() throws IOException, InterruptedException {
        assumeNc();
        try (ControlServer host = serve((args, reply) -> 0)) {
            assertStartsJava("event", "IFNET", "hn0", "LINK_UP", "description=a \"quoted\" word");
            assertTrue(nethook("event", "IFNET", "hn0", "LINK_UP", "description=a\nb")
                    .assertClean()
                    .lines()
                    .contains(MAIN));
            assertStartsJava("event", "IFNET", "hn0", "LINK_UP", "description=\\");
            assertStartsJava("event", "IFNET", "h\u00e4n0", "LINK_UP");
            assertStartsJava("event", "--config", "/etc/my.conf", "IFNET", "hn0", "LINK_UP");
            assertStartsJava("event", "--state=/var/x", "IFNET", "hn0", "LINK_UP");
            assertStartsJava("event", "--wait", "IFNET", "hn0", "LINK_UP");
            assertStartsJava("event", "--dry-run", "IFNET", "hn0", "LINK_UP");
            assertStartsJava("event", "--help");
            assertStartsJava("event");
            assertStartsJava("run");
            assertStartsJava("status");
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void shouldStartJavaWithoutNc() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(temporary.resolve("bin"));
        for (String tool : List.of("sh", "readlink", "ls", "id", "nice", "mkdir")) {
            for (String directory : List.of("/bin", "/usr/bin")) {
                Path there = Path.of(directory, tool);
                if (Files.isExecutable(there) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), there);
                }
            }
        }
        environment = Map.of(
                "JAVA_HOME", environment.get("JAVA_HOME"), "NETHOOK_SOCKET", socket.toString(), "PATH", bin.toString());
        try (ControlServer host = serve((args, reply) -> 0)) {
            assertStartsJava(EVENT);
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void shouldStartNoFurtherProcessWithoutASocket() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(temporary.resolve("bin"));
        Path nc = Files.writeString(bin.resolve("nc"), "#!/bin/sh\n: >" + temporary.resolve("called") + "\n");
        Files.setPosixFilePermissions(nc, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        environment = Map.of(
                "JAVA_HOME",
                environment.get("JAVA_HOME"),
                "NETHOOK_SOCKET",
                socket.toString(),
                "PATH",
                bin + ":" + System.getenv("PATH"));
        assertStartsJava(EVENT);
        Files.writeString(socket, "no socket");
        assertStartsJava(EVENT);
        assertFalse(Files.exists(temporary.resolve("called")));
    }
}
