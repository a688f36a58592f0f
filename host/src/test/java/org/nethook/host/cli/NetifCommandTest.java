package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.Errno;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibcUnavailableException;
import picocli.CommandLine;

class NetifCommandTest {
    private static final Netif LO = Netif.named("lo0")
            .index(1)
            .flags(0x49, EnumSet.of(InterfaceFlag.UP, InterfaceFlag.LOOPBACK, InterfaceFlag.RUNNING))
            .mtu(16384)
            .addresses(List.of(InterfaceAddress.parse("::1/128"), InterfaceAddress.parse("127.0.0.1/8")))
            .build();
    private static final Netif HN = Netif.named("hn0")
            .index(2)
            .mtu(1500)
            .mac(MacAddress.parse("00:0d:3a:12:34:56"))
            .linkState(LinkState.DOWN)
            .build();
    private static final Netif LAGG = Netif.named("lagg0")
            .index(13)
            .flags(0x8843, EnumSet.of(InterfaceFlag.UP, InterfaceFlag.RUNNING))
            .mtu(1500)
            .mac(MacAddress.parse("00:0d:3a:12:34:56"))
            .linkState(LinkState.UP)
            .driver("lagg")
            .addresses(List.of(InterfaceAddress.parse("10.0.0.4/24"), InterfaceAddress.parse("2001:db8::4/64")))
            .lagg(new Lagg(
                    LaggProtocol.FAILOVER,
                    List.of(
                            new LaggPort("hn0", Set.of(LaggPort.Flag.MASTER)),
                            new LaggPort("mlxen0", Set.of(LaggPort.Flag.ACTIVE)))))
            .build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean closed;

    @Test
    void shouldListAsAnAlignedTable() {
        assertEquals(0, run("list"));
        assertEquals("""
                NAME   STATE  LINK       MTU  MAC                ADDRESSES
                lo0    up     unknown  16384  -                  ::1/128
                                                                 127.0.0.1/8
                hn0    down   down      1500  00:0d:3a:12:34:56  -
                lagg0  up     up        1500  00:0d:3a:12:34:56  10.0.0.4/24
                                                                 2001:db8::4/64
                                                                 lagg, failover: hn0, mlxen0 (active)
                """, out.toString());
        assertEquals("", err.toString());
        assertTrue(closed);
    }

    @Test
    void shouldShowOneInterfaceWithLabels() {
        assertEquals(0, run("show", "lagg0"));
        assertEquals("""
                lagg0
                  state      up, link up
                  index      13
                  driver     lagg
                  MTU        1500 bytes
                  MAC        00:0d:3a:12:34:56
                  flags      UP RUNNING (0x8843)
                  addresses  10.0.0.4/24  broadcast 10.0.0.255
                             2001:db8::4/64
                  lagg       failover
                  ports      hn0  MASTER
                             mlxen0  ACTIVE
                """, out.toString());
    }

    @Test
    void shouldPrintOneJsonArray() throws IOException {
        assertEquals(0, run("list", "--json"));

        JsonNode interfaces = new ObjectMapper().readTree(out.toString());
        assertEquals(3, interfaces.size());
        assertEquals("lo0", interfaces.get(0).get("name").asText());
        assertTrue(out.toString().endsWith("]\n"));
    }

    @Test
    void shouldPrintOneJsonObject() throws IOException {
        assertEquals(0, run("show", "--json", "lagg0"));

        JsonNode lagg = new ObjectMapper().readTree(out.toString());
        assertEquals("failover", lagg.get("lagg").get("protocol").asText());
        assertEquals("10.0.0.4/24", lagg.get("addresses").get(0).asText());
        assertTrue(out.toString().endsWith("}\n"));
    }

    @Test
    void shouldNameTheInterfacesThereAre() {
        assertEquals(69, run("show", "foo"));
        assertEquals("", out.toString());
        assertEquals(line("nethook: no interface \"foo\"; there are: lo0, hn0, lagg0"), err.toString());
    }

    @Test
    void shouldKeepAnOddNameOnOneLine() {
        assertEquals(69, run("show", "--json", "a\nb"));
        assertEquals(line("nethook: no interface \"a?b\"; there are: lo0, hn0, lagg0"), err.toString());
    }

    @Test
    void shouldSayInOneLineWhatTheKernelRefused() {
        assertEquals(
                69, run(() -> new Machine(new NetifException("list interfaces", "", new Errno("EPERM", 1))), "list"));
        assertEquals(line("nethook: list interfaces: EPERM (1)"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldSayInOneLineThatLibcCannotBeCalled() {
        assertEquals(
                69,
                run(
                        () -> {
                            throw new LibcUnavailableException("cannot call libc.so.7 (why)", null);
                        },
                        "show",
                        "lo0"));
        assertEquals(line("nethook: cannot call libc.so.7 (why)"), err.toString());
    }

    @Test
    void shouldSayInOneLineThatThePropertyIsWrong() {
        assertEquals(
                78,
                run(
                        () -> {
                            throw new IllegalArgumentException("nethook.platform must be freebsd or linux, not \"x\"");
                        },
                        "list"));
        assertEquals(line("nethook: nethook.platform must be freebsd or linux, not \"x\""), err.toString());
    }

    @Test
    void shouldRefuseWrongUse() {
        assertEquals(64, run());
        assertEquals(64, run("show"));
        assertEquals(64, run("show", "lo0", "hn0"));
        assertEquals(64, run("delete", "lo0"));
        assertEquals(64, run("list", "--yaml"));
        assertEquals("", out.toString());
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    private int run(String... arguments) {
        return run(() -> new Machine(null), arguments);
    }

    private int run(Supplier<Platform> platform, String... arguments) {
        return new CommandLine(new NetifCommand(platform))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private final class Machine implements Platform, NetifQuery {
        private final NetifException refusal;

        private Machine(NetifException refusal) {
            this.refusal = refusal;
        }

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
            return "test";
        }

        @Override
        public NetifQuery query() {
            return this;
        }

        @Override
        public List<Netif> list() throws NetifException {
            if (refusal != null) {
                throw refusal;
            }
            return List.of(LO, HN, LAGG);
        }

        @Override
        public List<Route> routes() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Optional<NetifDetails> details(String ifName) {
            throw new AssertionError("details");
        }

        @Override
        public List<RouteEntry> routeTable(int fib) {
            throw new AssertionError("routeTable");
        }

        @Override
        public int fibs() {
            throw new AssertionError("fibs");
        }

        @Override
        public List<String> cloners() {
            throw new AssertionError("cloners");
        }

        @Override
        public NetifControl control() {
            throw new AssertionError("netif changes nothing");
        }

        @Override
        public SysctlReader sysctl() {
            throw new AssertionError("not asked for");
        }

        @Override
        public DhcpClients dhcp() {
            throw new AssertionError("not asked for");
        }

        @Override
        public SystemConfig systemConfig(List<Path> files) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
