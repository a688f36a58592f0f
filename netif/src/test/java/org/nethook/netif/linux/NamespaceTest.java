package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kernel, in a network namespace of our own, against what ip(8) says of it. */
@Tag("L")
class NamespaceTest {
    /** What ip(8) makes up: NO-CARRIER is UP without RUNNING, which it hides; M-DOWN is of the peer. */
    private static final Set<String> INVENTED = Set.of("NO-CARRIER", "M-DOWN");

    private final String namespace = "nethook-test-" + ProcessHandle.current().pid();

    @TempDir
    Path scratch;

    private boolean made;

    @BeforeEach
    void makeNamespace() throws Exception {
        made = status("ip", "netns", "add", namespace) == 0
                && status("ip", "-n", namespace, "link", "set", "lo", "up") == 0;
        assumeTrue(made, "needs ip(8) and the right to make network namespaces (CAP_SYS_ADMIN)");
        ip("link", "add", "va", "address", "02:00:00:00:00:0a", "type", "veth", "peer", "name", "vb");
        ip("link", "add", "vc", "mtu", "9000", "type", "veth", "peer", "name", "vd");
        ip("link", "set", "va", "up");
        ip("link", "set", "vb", "up");
        ip("link", "set", "vc", "up");
        ip("addr", "add", "192.0.2.4/24", "broadcast", "192.0.2.255", "dev", "va");
        ip("addr", "add", "192.0.2.5/24", "dev", "va");
        ip("addr", "add", "198.51.100.1", "peer", "198.51.100.2/32", "dev", "vb");
        ip("route", "add", "default", "via", "192.0.2.1", "dev", "va");
    }

    @AfterEach
    void deleteNamespace() throws Exception {
        status("ip", "netns", "delete", namespace);
    }

    @Test
    void shouldAgreeWithIp() throws Exception {
        assumeTrue(
                status("ip", "-n", namespace, "addr", "add", "2001:db8::4/64", "dev", "va", "nodad") == 0
                        && status("ip", "-n", namespace, "addr", "add", "2001:db8:1::1/128", "dev", "vb", "nodad") == 0,
                "needs a kernel with IPv6");

        JsonNode ours = nethook().get("interfaces");
        JsonNode theirs = new ObjectMapper().readTree(output("ip", "-n", namespace, "-j", "addr"));

        assertEquals(5, theirs.size());
        assertEquals(theirs.size(), ours.size());
        for (int i = 0; i < theirs.size(); i++) {
            compare(theirs.get(i), ours.get(i));
        }
    }

    private static void compare(JsonNode theirs, JsonNode ours) {
        String name = theirs.get("ifname").asText();
        assertEquals(name, ours.get("name").asText());
        assertEquals(theirs.get("ifindex").asInt(), ours.get("index").asInt(), name);
        assertEquals(theirs.get("mtu").asInt(), ours.get("mtu").asInt(), name);
        assertEquals(theirs.get("address").asText(), ours.get("mac").asText(), name);
        Set<String> flags = texts(theirs.get("flags"));
        Set<String> ourFlags = texts(ours.get("flags"));
        assertEquals(
                flags.contains("UP") && !flags.contains("NO-CARRIER"), ourFlags.remove("RUNNING"), name + " RUNNING");
        flags.removeAll(INVENTED);
        assertEquals(flags, ourFlags, name);
        String operstate = theirs.get("operstate").asText();
        assertEquals(
                operstate.equals("LOWERLAYERDOWN") ? "DOWN" : operstate,
                ours.get("link").asText(),
                name);
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : theirs.get("addr_info")) {
            addresses.add(address.get("local").asText() + "/"
                    + address.get("prefixlen").asText()
                    + (address.has("broadcast")
                            ? " brd " + address.get("broadcast").asText()
                            : ""));
        }
        List<String> ourAddresses = new ArrayList<>();
        ours.get("addresses").forEach(address -> ourAddresses.add(address.asText()));
        assertEquals(addresses, ourAddresses, name);
    }

    @Test
    void shouldSeeTheRoutesOfTheMainTable() throws Exception {
        ip("route", "add", "10.9.0.0/16", "via", "192.0.2.9", "table", "100");
        ip("route", "add", "blackhole", "10.8.0.0/16");
        Set<String> v4 = new HashSet<>();
        for (String route : texts(nethook().get("routes"))) {
            if (!route.contains(":")) {
                v4.add(route);
            }
        }

        assertEquals(Set.of("default via 192.0.2.1 dev va", "192.0.2.0/24 dev va", "198.51.100.2/32 dev vb"), v4);
    }

    @Test
    void shouldSetUpAndMtu() throws Exception {
        JsonNode vd = nethook("vd", "1400").get("interfaces").get(3);

        assertEquals("vd", vd.get("name").asText());
        assertTrue(texts(vd.get("flags")).contains("UP"));
        assertEquals(1400, vd.get("mtu").asInt());
    }

    @Test
    void shouldCarryTheKernelsRefusal() throws Exception {
        String output = java("nosuch0", "1400");

        assertTrue(output.contains("NetifException: set up nosuch0: ENODEV (19)"), output);
    }

    private JsonNode nethook(String... arguments) throws Exception {
        return new ObjectMapper().readTree(java(arguments));
    }

    private String java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(NamespaceDump.class.getName());
        command.addAll(List.of(arguments));
        return output(command.toArray(new String[0]));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(arguments));
        assertEquals(0, status(command.toArray(new String[0])), () -> command + ": " + read());
    }

    private String output(String... command) throws Exception {
        status(command);
        return read();
    }

    private String read() {
        try {
            return Files.readString(scratch.resolve("output"));
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
