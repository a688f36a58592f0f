package org.nethook.host.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // servers that are only there
class ControlSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path socket() {
        return directory.resolve("nethook.sock");
    }

    private ControlServer serve(Patience patience, Answerer answerer) throws IOException {
        return ControlServer.start(socket(), SocketAccess.PRIVATE, answerer, patience);
    }

    private int ask(String... args) {
        return new ControlClient(socket(), LONG)
                .ask(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket()));
        return channel;
    }

    private String talk(String text) throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int echo(List<String> args, Reply reply) {
        for (String each : args) {
            reply.out(each);
        }
        reply.err("told " + args.size());
        return 75;
    }

    @Test
    void shouldBringWordsToTheHostAndItsAnswerBack() throws IOException {
        try (ControlServer server = serve(PATIENT, ControlSocketTest::echo)) {
            assertEquals(75, ask("run", "dns-info", "-x=\"a b\" \\ \u00e9\ud83d\ude00\t", ""));
            assertEquals("run\ndns-info\n-x=\"a b\" \\ \u00e9\ud83d\ude00\t\n\n", out.toString(StandardCharsets.UTF_8));
            assertEquals("told 4\n", err.toString(StandardCharsets.UTF_8));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
        }
        assertFalse(Files.exists(socket()));
        assertEquals(ControlClient.NO_HOST, ask("status"));
    }

    @Test
    void shouldAnswerSeveralRequestsOfOneClientInOrder() throws IOException {
        try (ControlServer server = serve(PATIENT, ControlSocketTest::echo)) {
            assertEquals(
                    "{\"out\":\"a\\u000ab\"}\n".replace("\\u000a", "\"}\n{\"out\":\"")
                            + "{\"err\":\"told 1\"}\n{\"status\":75}\noc\netold 1\ns75\n",
                    talk("{\"nethook\":1,\"args\":[\"a\\nb\"]}\n"
                            + "{\"form\":\"plain\",\"args\":[\"c\"],\"nethook\":1}\n"));
        }
    }

    @Test
    void shouldSayWhatARequestIs() throws IOException {
        try (ControlServer server = serve(PATIENT, ControlSocketTest::echo)) {
            String[][] cases = {
                {"hello\n", "the request is no JSON"},
                {"[]\n", "a request is a JSON object on one line"},
                {"{\"args\":[\"x\"]}\n", "a request says \\\"nethook\\\": 1"},
                {"{\"nethook\":2,\"args\":[\"x\"]}\n", "version 1 of the protocol, the request version 2"},
                {"{\"nethook\":1}\n", "at least one word"},
                {"{\"nethook\":1,\"args\":[]}\n", "at least one word"},
                {"{\"nethook\":1,\"args\":[1]}\n", "args is a list of texts"},
                {"{\"nethook\":1,\"args\":[\"x\"],\"form\":\"xml\"}\n", "form is json or plain, not xml"},
                {"{\"nethook\":1,\"argv\":[\"x\"]}\n", "not argv"},
                {"{\"nethook\":1,\"args\":[\"x\"]} {}\n", "nothing after it"},
                {"x".repeat(65_537), "at most 65536 bytes"}
            };
            for (String[] each : cases) {
                String answer = talk(each[0]);
                assertTrue(answer.contains(each[1]) && answer.endsWith("{\"status\":64}\n"), each[0] + answer);
            }
        }
    }

    @Test
    void shouldTellTheClientThatALongAnswerIsWorkedOn() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Patience patience = new Patience(SHORT, LONG, LONG, LONG);
        try (ControlServer server = serve(patience, (args, reply) -> {
                    seen.await();
                    return 0;
                });
                SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("{\"nethook\":1,\"args\":[\"slow\"]}\n".getBytes(StandardCharsets.UTF_8)));
            String expected = "{\"working\":true}\n{\"working\":true}\n";
            assertEquals(
                    expected,
                    new String(Channels.newInputStream(channel).readNBytes(expected.length()), StandardCharsets.UTF_8));
            seen.countDown();
        }
    }

    @Test
    @Tag("C4")
    void shouldGiveUpOnAHostThatHangsAndOnOneThatDies() throws Exception {
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(UnixDomainSocketAddress.of(socket()));
            ControlClient client = new ControlClient(socket(), SHORT);
            assertEquals(
                    ControlClient.NO_HOST, client.ask(List.of("status"), new PrintStream(out), new PrintStream(err)));
        }
        assertTrue(ControlClient.PATIENCE.toMillis() < 1000);
        assertEquals(ControlClient.NO_HOST, ask("status"), "the socket is there, the host is not");
    }

    @Test
    void shouldThrowOutAClientThatStopsWithinItsRequest() throws IOException {
        Patience patience = new Patience(LONG, SHORT, LONG, LONG);
        try (ControlServer server = serve(patience, ControlSocketTest::echo);
                SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("{\"nethook\"".getBytes(StandardCharsets.UTF_8)));
            assertEquals(-1, channel.read(ByteBuffer.allocate(10)));
        }
    }

    @Test
    void shouldThrowOutAClientThatDoesNotReadItsAnswer() throws Exception {
        Patience patience = new Patience(LONG, LONG, LONG, SHORT);
        Semaphore thrownOut = new Semaphore(0);
        try (ControlServer server = serve(patience, (args, reply) -> {
                    while (reply.isWanted()) {
                        reply.out("x".repeat(1000));
                    }
                    thrownOut.release();
                    return 0;
                });
                SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("{\"nethook\":1,\"args\":[\"watch\"]}\n".getBytes(StandardCharsets.UTF_8)));
            thrownOut.acquire();
        }
    }

    @Test
    void shouldGiveTheRestOnAnotherThreadWhenWorkOnItsOwnTakesLong() throws Exception {
        Semaphore gate = new Semaphore(0);
        Semaphore worked = new Semaphore(0);
        Answerer answerer = (args, reply) -> reply.lend(
                () -> {
                    if (args.get(0).equals("long")) {
                        gate.acquireUninterruptibly();
                        worked.release();
                    }
                },
                () -> {
                    reply.out("rest of " + args.get(0));
                    return 3;
                });
        try (ControlServer server = serve(PATIENT, answerer)) {
            assertEquals(
                    "orest of short\ns3\norest of long\ns3\norest of long\ns3\norest of short\ns3\n",
                    talk("{\"nethook\":1,\"form\":\"plain\",\"args\":[\"short\"]}\n"
                            + "{\"nethook\":1,\"form\":\"plain\",\"args\":[\"long\"]}\n"
                            + "{\"nethook\":1,\"form\":\"plain\",\"args\":[\"long\"]}\n"
                            + "{\"nethook\":1,\"form\":\"plain\",\"args\":[\"short\"]}\n"));
            gate.release(2);
            worked.acquire(2);
            assertEquals(3, ask("short"), "threads that were lent serve clients again");
        }
    }

    @Test
    void shouldNotInterruptWorkWhenItsClientLeaves() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        Semaphore undisturbed = new Semaphore(0);
        Patience patience = new Patience(SHORT, LONG, LONG, LONG);
        Answerer answerer = (args, reply) -> reply.lend(
                () -> {
                    begun.countDown();
                    try {
                        gone.await();
                        while (reply.isWanted()) { // until a sign of life finds nobody
                            Thread.onSpinWait();
                        }
                        undisturbed.release();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                () -> 0);
        try (ControlServer server = serve(patience, answerer)) {
            try (SocketChannel channel = connect()) {
                channel.write(ByteBuffer.wrap("{\"nethook\":1,\"args\":[\"x\"]}\n".getBytes(StandardCharsets.UTF_8)));
                begun.await();
            }
            gone.countDown();
            undisturbed.acquire();
            assertEquals(0, ask("x"), "the thread serves clients again");
        }
    }

    @Test
    void shouldServeOnlySoManyClientsAtOnce() throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        try (ControlServer server = serve(PATIENT, ControlSocketTest::echo)) {
            for (int i = 0; i < ControlServer.MOST_CLIENTS; i++) {
                clients.add(connect());
            }
            assertEquals("{\"err\":\"16 clients are connected already\"}\n{\"status\":75}\n", talk(""));
            assertEquals(ControlClient.NO_HOST, ask("status"), "the client does the work itself");
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldReplaceASocketThatAHostLeftBehindAndNothingElse() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
        try (ControlServer server = serve(PATIENT, ControlSocketTest::echo)) {
            IOException second = assertThrows(IOException.class, () -> serve(PATIENT, ControlSocketTest::echo));
            assertEquals(socket() + ": another host serves this control socket", second.getMessage());
            assertEquals(75, ask("status"), "the first host is not disturbed");
        }
        Files.writeString(socket(), "precious");
        assertThrows(IOException.class, () -> serve(PATIENT, ControlSocketTest::echo));
        assertEquals("precious", Files.readString(socket()));
    }

    @Test
    void shouldNameAGroupThatIsNotThere() {
        IOException e = assertThrows(
                IOException.class,
                () -> ControlServer.start(
                        socket(), new SocketAccess("no-such-group"), ControlSocketTest::echo, PATIENT));
        assertTrue(e.getMessage().endsWith("there is no group no-such-group"), e.getMessage());
        assertFalse(Files.exists(socket()));
    }

    @Test
    void shouldAllowOnlyRootAndItsOwnUserWhereNoGroupIsConfigured() {
        assertTrue(SocketAccess.PRIVATE.allows("root"));
        assertTrue(SocketAccess.PRIVATE.allows(System.getProperty("user.name")));
        assertFalse(SocketAccess.PRIVATE.allows("somebody-else"));
        assertTrue(new SocketAccess("network").allows("somebody-else"));
    }

    @Test
    void shouldReportABugOfAnAnswererAndGoOn() throws IOException {
        try (ControlServer server = serve(PATIENT, (args, reply) -> {
            throw new IllegalStateException(args.get(0));
        })) {
            assertEquals(70, ask("boom"));
            assertEquals("bug: java.lang.IllegalStateException: boom\n", err.toString(StandardCharsets.UTF_8));
            assertEquals(70, ask("again"));
        }
    }
}
