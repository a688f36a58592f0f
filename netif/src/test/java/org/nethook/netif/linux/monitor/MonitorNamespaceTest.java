package org.nethook.netif.linux.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real kernel's announcements in a network namespace of our own. */
@Tag("L")
@Timeout(180)
class MonitorNamespaceTest {
    private static final String ROOMY = "8388608";
    /** The least that Linux gives. */
    private static final String TINY = "1";

    private final String namespace =
            "nethook-monitor-" + ProcessHandle.current().pid();
    private final List<String> heard = new ArrayList<>();

    @TempDir
    private Path scratch;

    private Process monitor;
    private Thread reader;

    @BeforeEach
    void makeNamespace() throws Exception {
        assumeTrue(
                status("ip", "netns", "add", namespace) == 0,
                "needs ip(8) and the right to make network namespaces (CAP_SYS_ADMIN)");
    }

    @AfterEach
    void deleteNamespace() throws Exception {
        if (monitor != null) {
            monitor.destroy();
            reader.join();
        }
        status("ip", "netns", "delete", namespace);
    }

    private void monitor(String receiveBuffer) throws Exception {
        monitor = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NamespaceMonitor.class.getName(),
                        receiveBuffer)
                .redirectErrorStream(true)
                .start();
        reader = new Thread(this::read, "monitor-output");
        reader.start();
        await(lines -> lines.contains("gap began to listen"));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                synchronized (heard) {
                    heard.add(line);
                    heard.notifyAll();
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void await(Predicate<List<String>> condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (heard) {
            while (!condition.test(heard)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                assertTrue(left > 0, () -> "waited in vain; heard: " + heard);
                heard.wait(left);
            }
        }
    }

    /** What was heard of an interface, but for its link-local address. */
    private List<String> of(String ifName) {
        List<String> some = new ArrayList<>();
        synchronized (heard) {
            for (String line : heard) {
                String[] words = line.split(" ");
                if (words[0].equals("event") && words[2].equals(ifName) && !line.contains("address=fe80:")) {
                    some.add(line.substring("event ".length()));
                }
            }
        }
        return some;
    }

    @Test
    void shouldTellOfAVethFromItsComingToItsGoing() throws Exception {
        monitor(ROOMY);
        ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        ip("link", "set", "va", "up");
        ip("link", "set", "vb", "up");
        await(lines -> lines.contains("event IFNET va LINK_UP") && lines.contains("event IFNET vb LINK_UP"));
        ip("addr", "add", "192.0.2.4/24", "dev", "va");
        ip("addr", "del", "192.0.2.4/24", "dev", "va");
        ip("link", "set", "vb", "down");
        await(lines -> lines.contains("event IFNET va LINK_DOWN"));
        ip("link", "set", "va", "down");
        ip("link", "set", "va", "mtu", "1400");
        ip("link", "set", "va", "name", "wan0");
        ip("link", "delete", "wan0");
        await(lines -> lines.contains("event IFNET wan0 DETACH") && lines.contains("event IFNET vb DETACH"));

        assertEquals(
                List.of(
                        "IFNET va ATTACH",
                        "ETHERNET va IFATTACH",
                        "IFNET va LINK_UP",
                        "IFNET va ADDR_ADD address=192.0.2.4",
                        "IFNET va ADDR_DEL address=192.0.2.4",
                        "IFNET va LINK_DOWN",
                        "IFNET va RENAME name=wan0"),
                of("va"));
        assertEquals(List.of("IFNET wan0 DETACH"), of("wan0"));
        assertEquals(
                List.of(
                        "IFNET vb ATTACH",
                        "ETHERNET vb IFATTACH",
                        "IFNET vb LINK_UP",
                        "IFNET vb LINK_DOWN",
                        "IFNET vb DETACH"),
                of("vb"));
        end();
    }

    @Test
    void shouldNotTakeAPortThatLeavesABridgeForAnInterfaceThatLeaves() throws Exception {
        monitor(ROOMY);
        assumeTrue(
                status("ip", "-n", namespace, "link", "add", "br0", "type", "bridge") == 0,
                "needs a kernel with bridges");
        ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        ip("link", "set", "va", "master", "br0");
        ip("link", "set", "va", "nomaster");
        ip("link", "add", "end", "type", "veth", "peer", "name", "end2");
        await(lines -> lines.contains("event IFNET end ATTACH"));

        assertEquals(List.of("IFNET va ATTACH", "ETHERNET va IFATTACH"), of("va"));
        end();
    }

    @Test
    @Tag("A2")
    void shouldComeToTheRightStateThroughABurstThatIsTooMuch() throws Exception {
        monitor(TINY);
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            batch.add("link add v" + i + " type veth peer name w" + i);
        }
        for (int i = 0; i < 1850; i++) {
            batch.add("link set v" + i % 50 + " mtu " + (1000 + i % 7));
        }
        for (int i = 0; i < 50; i++) {
            batch.add("link set v" + i + " name x" + i);
        }
        for (int i = 0; i < 50; i += 2) {
            batch.add("link delete x" + i);
        }
        Path file = Files.write(scratch.resolve("batch"), batch);
        ip("-batch", file.toString());
        ip("link", "add", "end", "type", "veth", "peer", "name", "end2");
        Set<String> there = new TreeSet<>();
        for (String line : output("ip", "-n", namespace, "-o", "link").split("\n")) {
            there.add(line.split(": ")[1].replaceAll("@.*", ""));
        }
        assertTrue(there.remove("lo"), there.toString());
        assertEquals(52, there.size());
        await(lines -> present(lines).equals(there));

        synchronized (heard) {
            assertTrue(
                    heard.contains("gap the kernel had more events than there was room for"),
                    "the buffer was too large for this test");
        }
        end();
    }

    /** Which interfaces there are, by the events alone. */
    private static Set<String> present(List<String> lines) {
        Set<String> present = new TreeSet<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (line.startsWith("event IFNET ") && words[3].equals("ATTACH")) {
                assertTrue(present.add(words[2]), "twice: " + line);
            } else if (line.startsWith("event IFNET ") && words[3].equals("DETACH")) {
                assertTrue(present.remove(words[2]), "was not there: " + line);
            } else if (line.startsWith("event IFNET ") && words[3].equals("RENAME")) {
                assertTrue(present.remove(words[2]), "was not there: " + line);
                present.add(words[4].substring("name=".length()));
            }
        }
        return present;
    }

    /** Closes the monitor, which is waiting for the kernel. */
    private void end() throws Exception {
        monitor.getOutputStream().close();
        await(lines -> lines.contains("closed"));
        assertTrue(monitor.waitFor(60, TimeUnit.SECONDS));
    }

    private void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(arguments));
        assertEquals(0, status(command.toArray(new String[0])), () -> command + ": " + read("output"));
    }

    private String output(String... command) throws Exception {
        assertEquals(0, status(command));
        return read("output");
    }

    private String read(String file) {
        try {
            return Files.readString(scratch.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command's exit status; -1 when there is no such command. */
    private int status(String... command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("output").toFile())
                    .start();
        } catch (IOException e) {
            return -1;
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> List.of(command) + " still runs");
        return process.exitValue();
    }
}
