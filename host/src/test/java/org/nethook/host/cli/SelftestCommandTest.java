package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.oneshot.Machine;
import org.nethook.host.plugin.HostVersion;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.freebsd.rc.RcSystemConfig;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

class SelftestCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path plugins;

    @TempDir
    Path elsewhere;

    private Path empty;

    @BeforeEach
    void writeAnEmptyConfiguration() throws IOException {
        empty = Files.writeString(elsewhere.resolve("nethook.conf"), "");
    }

    @Test
    void shouldDescribeTheSimulatedMachineAsJson() throws IOException {
        try (SimMachine machine = machine("hostname=\"guest\"\n")) {
            // Of the simulated machine's base system only the kernel and rc.conf are there: no devd.
            assertEquals(69, run(machine::platform, "--json"));
        }

        JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals("FreeBSD", report.get("system").asText());
        assertTrue(report.get("release").asText().startsWith("14.0-"), report.toString());
        assertEquals(System.getProperty("os.arch"), report.get("arch").asText());
        assertTrue(report.get("java").asText().startsWith(System.getProperty("java.version")));
        assertEquals(HostVersion.VERSION, report.get("nethook").asText());
        assertFalse(report.get("clean").asBoolean());
        for (JsonNode check : report.get("checks")) {
            String name = check.get("name").asText();
            String status = check.get("status").asText();
            assertTrue(List.of("ok", "failed", "skipped").contains(status), check.toString());
            assertFalse(check.get("detail").asText().isEmpty(), name);
            assertEquals(status.equals("failed") && !name.equals("devd") ? name : "", "", "failed");
            String remedy = check.get("remedy").asText();
            assertFalse(status.equals("failed") && remedy.isEmpty(), check.toString());
            assertFalse(status.equals("ok") && !remedy.isEmpty(), check.toString());
        }
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("readable, hostname=\\\"guest\\\""), out.toString());
    }

    @Test
    void shouldPrintALineForEachCheckAndOneForItsRemedy() {
        assertEquals(0, run(() -> offering(Finding.ok("fine"), Finding.skipped("not here", "go there"))));

        List<String> lines = lines();
        assertTrue(lines.get(0).startsWith("nethook " + HostVersion.VERSION + " on Fake "), lines.get(0));
        assertTrue(lines.contains("works    check-0         fine"), lines.toString());
        int skipped = lines.indexOf("skipped  check-1         not here");
        assertEquals("                         -> go there", lines.get(skipped + 1));
        assertEquals("3 work, 0 do not, 4 do not apply or were not tried", lines.get(lines.size() - 1));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldEndWith69WhenSomethingNeededFailed() {
        assertEquals(69, run(() -> offering(Finding.failed("broken\nin two", "mend it"))));

        assertTrue(lines().contains("FAILS    check-0         broken\\u000ain two"), lines().toString());
        assertTrue(lines().contains("                         -> mend it"));
    }

    @Test
    void shouldGoOnWhenACheckHasABugOrMeetsAFunctionThatLibcLacks() {
        RuntimeException lacking = new LibcUnavailableException("libc.so.7 has no function sysctl", null);
        assertEquals(69, run(() -> throwing(lacking, new IllegalStateException("oops"))));

        List<String> lines = lines();
        assertTrue(lines.contains("FAILS    check-0         libc.so.7 has no function sysctl"), lines.toString());
        assertTrue(lines.contains("FAILS    check-1         bug: java.lang.IllegalStateException: oops"));
    }

    @Test
    void shouldSayOnceThatLibcCannotBeCalled() {
        RuntimeException unavailable = new LibcUnavailableException("cannot call libc.so.7 (why)", null);
        List<SelfCheck> checks = List.of(
                SelfCheck.of("libc", "", () -> Finding.failed("cannot call libc.so.7 (why)", "name another")),
                SelfCheck.of("interfaces", "", () -> {
                    throw unavailable;
                }));
        assertEquals(69, run(() -> new FakePlatform(checks)));

        assertTrue(lines().contains("skipped  interfaces      not tried: libc cannot be called"), lines().toString());
    }

    @Test
    void shouldTestTheInstallationOfAMachineThatIsNoneOfTheSystems() {
        assertEquals(69, run(() -> {
            throw new IllegalArgumentException("this machine is neither");
        }));

        List<String> lines = lines();
        assertTrue(lines.contains("FAILS    system          this machine is neither"), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("works    config ")), lines.toString());
    }

    @Test
    void shouldSayWhatIsWrongWithPluginsAndConfiguration() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        Path config = elsewhere.resolve("bad.conf");
        Files.writeString(config, "log { levle = debug }\n");

        assertEquals(69, run(() -> offering(), "--config", config.toString()));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("FAILS    plugins         " + plugins + ":; broken.jar: "), text);
        assertTrue(text.contains("-> mend or remove the jars named"), text);
        assertTrue(text.contains("FAILS    config          " + config + ":1: "), text);
        assertTrue(text.contains("-> mend what is named"), text);
        assertTrue(text.contains("skipped  rc.conf         not tried"), text);
    }

    @Test
    void shouldSayWhereRcConfStopsMakingSense() {
        try (SimMachine machine = machine("hostname=\"guest\"\n")) {
            Path rcConf = elsewhere.resolve("rc.conf");
            Path config = elsewhere.resolve("bad.conf");
            Files.writeString(rcConf, "a=1\nhostname=\"open\n");
            Files.writeString(config, "system { rc-conf = [\"" + rcConf + "\"] }\n");

            assertEquals(69, run(machine::platform, "--config", config.toString()));

            String text = out.toString(StandardCharsets.UTF_8);
            assertTrue(text.contains("FAILS    rc.conf         " + rcConf + " line 2: "), text);
            assertTrue(text.contains("-> make that line one that only sets variables"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static SimMachine machine(String rcConf) {
        SimMachine machine = new SimMachine(
                new MachineSpec(
                        "14.0",
                        Map.of("hw.hn.vf_transparent", 0),
                        List.of(new InterfaceSpec("hn0", "hn", MacAddress.parse("00:0d:3a:12:34:56"), 1500, true)),
                        rcConf,
                        List.of()),
                new VirtualTime(Instant.EPOCH));
        machine.boot();
        return machine;
    }

    private static Platform offering(Finding... findings) {
        List<SelfCheck> checks = new ArrayList<>();
        for (Finding finding : findings) {
            checks.add(SelfCheck.of("check-" + checks.size(), "", () -> finding));
        }
        return new FakePlatform(checks);
    }

    private static Platform throwing(RuntimeException... failures) {
        List<SelfCheck> checks = new ArrayList<>();
        for (RuntimeException failure : failures) {
            checks.add(SelfCheck.of("check-" + checks.size(), "", () -> {
                throw failure;
            }));
        }
        return new FakePlatform(checks);
    }

    private int run(Supplier<Platform> platform, String... arguments) {
        List<String> all = new ArrayList<>(List.of("selftest", "--plugins", plugins.toString()));
        all.addAll(List.of(arguments));
        if (!all.contains("--config")) {
            all.addAll(List.of("--config", empty.toString()));
        }
        return Main.run(
                all.toArray(new String[0]),
                new Invocation(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new OnlyAPlatform(platform)));
    }

    /** Offers checks; its rc.conf sets nothing. */
    private record FakePlatform(List<SelfCheck> checks) implements Platform {
        private static final FakeMachine OTHER = new FakeMachine();

        @Override
        public String bootId() {
            return "a boot";
        }

        @Override
        public Path stateDirectory() {
            return Path.of("/nowhere");
        }

        @Override
        public String name() {
            return "Fake";
        }

        @Override
        public List<SelfCheck> selfChecks(boolean scratch) {
            return checks;
        }

        @Override
        public SystemConfig systemConfig(List<Path> files) {
            return RcSystemConfig.ofText("rc.conf", "");
        }

        @Override
        public NetifQuery query() {
            return OTHER;
        }

        @Override
        public NetifControl control() {
            return OTHER;
        }

        @Override
        public SysctlReader sysctl() {
            return OTHER;
        }

        @Override
        public DhcpClients dhcp() {
            return OTHER;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record OnlyAPlatform(Supplier<Platform> supplier) implements Machine {
        @Override
        public Platform platform() {
            return supplier.get();
        }

        @Override
        public InstantSource clock() {
            throw new AssertionError("no check needs the time");
        }

        @Override
        public void sleep(Duration time) {
            throw new AssertionError("no check waits");
        }
    }
}
