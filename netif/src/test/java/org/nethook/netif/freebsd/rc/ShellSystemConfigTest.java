package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.file.DiskTrust;
import org.nethook.netif.freebsd.rc.file.RcTexts;
import org.nethook.netif.freebsd.rc.shell.ShellRunner;

/** When rc's own shell is asked; a fake answers in its place. */
@Tag("C1")
class ShellSystemConfigTest {
    private final List<List<String>> asked = new ArrayList<>();
    private String answers = "";
    private int made;

    /** No file is looked at for trust but those below a directory that is not there. */
    private DiskTrust trust = new DiskTrust(Path.of("/nonexistent"), false);

    private SystemConfig config(String rcConf) {
        RcTexts store = new RcTexts(Map.of("/etc/rc.conf", rcConf));
        return new RcConfiguration(store, new ShellSystemConfig.Shells() {
                    @Override
                    public ShellRunner runner() {
                        made++;
                        return (command, limit) -> {
                            List<String> question = command.subList(5, command.size());
                            asked.add(question);
                            return new ShellRunner.Ended(Optional.of(0), framed(command.get(4)));
                        };
                    }

                    @Override
                    public DiskTrust trust() {
                        return trust;
                    }
                })
                .read(List.of(), true);
    }

    private String framed(String frame) {
        StringBuilder output = new StringBuilder("noise\n");
        for (String line : (answers + "\nend=").split("\n")) {
            output.append(frame).append(line).append(frame).append('\n');
        }
        return output.toString();
    }

    @Test
    void shouldNotEvenMakeAShellWhereReadingTells() throws Exception {
        SystemConfig config = config("ifconfig_hn0=DHCP\nhostname=$(hostname)\n");
        assertTrue(config.usesDhcp("hn0"));
        assertEquals(Optional.of("DHCP"), config.interfaceVariable("ifconfig", "hn0", ""));
        assertEquals(Optional.empty(), config.variable("missing"));
        assertTrue(config.interfaceConfig("hn0").dhcp());
        assertEquals(0, made);
    }

    @Test
    void shouldAskForWhatOnlyAShellCanTell() throws Exception {
        SystemConfig config = config("ifconfig_hn0=$(cat /boot/role)\nifconfig_hn1=DHCP\n");
        answers =
                "dhcpif=yes\nsyncdhcpif=no\nautoif=yes\nnoafif=no\ngetargs=mtu 9000\naliases=hn0 inet 10.0.0.5/32 alias";
        assertTrue(config.usesDhcp("hn0"));
        InterfaceConfig decided = config.interfaceConfig("hn0");
        assertTrue(decided.automatic());
        assertTrue(decided.addresses());
        assertFalse(decided.synchronousDhcp());
        assertEquals("mtu 9000", decided.arguments());
        assertEquals(List.of("inet 10.0.0.5/32"), decided.aliases());
        assertEquals(List.of(List.of("decisions", "hn0")), asked, "both answers come from one process");
        answers = "value=DHCP mtu 9000";
        assertEquals(Optional.of("DHCP mtu 9000"), config.interfaceVariable("ifconfig", "hn0", ""));
        assertEquals(List.of("arguments", "hn0", "ifconfig_IF", "ifconfig_hn0"), asked.get(1));
        assertEquals(Optional.of("DHCP mtu 9000"), config.variable("ifconfig_hn0"));
        assertTrue(config.usesDhcp("hn1"));
        assertEquals(3, asked.size());
    }

    @Test
    void shouldSayBothReasonsWhenTheShellFails() {
        SystemConfig config = config("exit 0\n");
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> config.usesDhcp("hn0;x"));
        assertEquals(
                "/etc/rc.conf line 1: \"exit\" could change any setting or make rc stop; \"hn0;x\" is no name of an interface"
                        + " that it could be asked about",
                e.getMessage());
        assertEquals(List.of(), asked);
    }

    @Test
    void shouldNotAskWhereOthersCouldHaveWritten(@TempDir Path directory) throws Exception {
        Path extra = Files.writeString(directory.resolve("extra.conf"), "hostname=vm1\n");
        Files.setPosixFilePermissions(extra, PosixFilePermissions.fromString("rw-rw-rw-"));
        trust = new DiskTrust(directory, false);
        SystemConfig config = config(". " + extra + "\n");
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> config.variable("hostname"));
        assertEquals(
                "/etc/rc.conf line 1: it reads " + extra
                        + ", which is not among the files nethook may read; rc's own shell is" + " not asked: " + extra
                        + " is writable by others than its owner (chmod go-w " + extra + ")",
                e.getMessage());
        assertEquals(List.of(), asked);
        Files.setPosixFilePermissions(extra, PosixFilePermissions.fromString("rw-r--r--"));
        answers = "value=vm1";
        assertEquals(Optional.of("vm1"), config.variable("hostname"));
    }

    @Test
    void shouldNotBeAskedWhenTheOperatorSaidSo() {
        RcConfiguration configuration = RcConfiguration.ofTexts(Map.of("/etc/rc.conf", "hostname=$(hostname)\n"));
        assertTrue(configuration.read(List.of(), true) instanceof RcSystemConfig, "no shell on this machine");
        assertTrue(RcConfiguration.ofFreeBsd().read(List.of(), false) instanceof RcSystemConfig);
        assertTrue(RcConfiguration.ofFreeBsd().read(List.of(Path.of("/x")), true) instanceof RcSystemConfig);
        assertTrue(RcConfiguration.ofFreeBsd().read(List.of(), true) instanceof ShellSystemConfig);
    }
}
