package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.SystemConfigException;

class RcSystemConfigTest {
    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldReadFilesInTheirOrderAndSkipMissingOnes() throws Exception {
        Path first = file("rc.conf", "a=1 b=1\n");
        Path second = file("rc.conf.local", "b=2\n");
        RcSystemConfig config = RcSystemConfig.ofFiles(List.of(first, directory.resolve("missing"), second));
        assertEquals(Optional.of("1"), config.variable("a"));
        assertEquals(Optional.of("2"), config.variable("b"));
        assertEquals(Optional.empty(), config.variable("c"));
    }

    @Test
    void shouldReadFilesAtTheFirstQuestion() throws Exception {
        Path path = file("rc.conf", "a=early");
        RcSystemConfig config = RcSystemConfig.ofFiles(List.of(path));
        file("rc.conf", "a=late");
        assertEquals(Optional.of("late"), config.variable("a"));
    }

    @Test
    void shouldReadADirectorySortedWithoutHiddenFiles() throws Exception {
        file("rc.conf.d/netif/20", "a=$1-20");
        file("rc.conf.d/netif/10", "a=10 b=10");
        file("rc.conf.d/netif/.30", "a=30");
        file("rc.conf.d/netif/40/x", "a=40");
        RcSystemConfig config = RcSystemConfig.ofFiles(List.of(directory.resolve("rc.conf.d/netif")));
        assertEquals(Optional.of("netif-20"), config.variable("a"));
        assertEquals(Optional.of("10"), config.variable("b"));
    }

    @Test
    void shouldReadBytesAsCharacters() throws Exception {
        RcSystemConfig config = RcSystemConfig.ofFiles(List.of(file("rc.conf", "a=\u00e9\u0080")));
        assertEquals(Optional.of("\u00e9\u0080"), config.variable("a"));
    }

    @Test
    void shouldReadAnotherFileOnlyIfItIsAmongTheGivenOnes() throws Exception {
        Path other = file("other", "a=other\n");
        Path main = file("rc.conf", ". " + other + "\n");
        assertEquals(
                Optional.of("other"),
                RcSystemConfig.ofFiles(List.of(main, other)).variable("a"));
        SystemConfigException e = assertThrows(
                SystemConfigException.class,
                () -> RcSystemConfig.ofFiles(List.of(main)).variable("a"));
        assertEquals(
                main + " line 1: it reads " + other + ", which is not among the files nethook may read",
                e.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoPlainFile() throws Exception {
        Path large = file("large", "#".repeat(1024 * 1024 + 1));
        assertThrows(
                SystemConfigException.class,
                () -> RcSystemConfig.ofFiles(List.of(large)).variable("a"));
    }

    @Test
    @Tag("B13")
    void shouldFindTheVfDelayWhereverRcWould() throws Exception {
        for (String path : List.of(
                "/etc/defaults/vendor.conf",
                "/etc/rc.conf",
                "/etc/rc.conf.local",
                "/etc/rc.conf.d/netif",
                "/etc/rc.conf.d/netif/azure",
                "/usr/local/etc/rc.conf.d/netif")) {
            RcSystemConfig config = RcSystemConfig.ofTexts(Map.of(path, "hyperv_vf_delay=\"90\"\n"));
            assertEquals(Optional.of("90"), config.variable("hyperv_vf_delay"), path);
        }
        String defaults = "rc_conf_files='/etc/rc.conf'\nhyperv_vf_delay=3\n"
                + "if [ -r /etc/defaults/vendor.conf ]; then\n . /etc/defaults/vendor.conf\nfi\n";
        RcSystemConfig config = RcSystemConfig.ofTexts(Map.of("/etc/defaults/rc.conf", defaults, "/etc/rc.conf", ""));
        assertEquals(Optional.of("3"), config.variable("hyperv_vf_delay"));
    }

    @Test
    @Tag("B12")
    void shouldApplyTheDefaultToInterfacesWithoutAConfiguration() throws Exception {
        RcSystemConfig config = RcSystemConfig.ofText("rc.conf", "ifconfig_DEFAULT=DHCP\nifconfig_hn1=up\n");
        assertTrue(config.usesDhcp("hn0"));
        assertFalse(config.usesDhcp("hn1"));
        assertFalse(config.usesDhcp("lo0"));
        assertEquals(Optional.of("DHCP"), config.interfaceVariable("ifconfig", "hn0", ""));
        assertEquals(Optional.empty(), config.interfaceVariable("ipv4_addrs", "hn0", ""));
    }

    @Test
    void shouldTellAnEmptyVariableFromOneThatIsNotSet() throws Exception {
        RcSystemConfig config = RcSystemConfig.ofText("rc.conf", "ifconfig_hn0=\n");
        assertEquals(Optional.of(""), config.interfaceVariable("ifconfig", "hn0", ""));
        assertEquals(Optional.empty(), config.interfaceVariable("ifconfig", "hn1", ""));
    }

    @Test
    @Tag("C6")
    void shouldNotConfuseNamesThatBeginAlike() throws Exception {
        RcSystemConfig config = RcSystemConfig.ofText("rc.conf", "ifconfig_hn1=DHCP\n");
        assertTrue(config.usesDhcp("hn1"));
        assertFalse(config.usesDhcp("hn10"));
    }

    @Test
    void shouldNotLetAnInterfaceNameReachTheEvaluation() {
        RcSystemConfig config = RcSystemConfig.ofText("rc.conf", "a=1\n");
        for (String name : List.of("", "hn0}", "hn0;x", "$(x)", "hn 0", "hn0:")) {
            assertThrows(SystemConfigException.class, () -> config.usesDhcp(name), name);
        }
    }

    @Test
    void shouldNotGuessWhatTheDefaultsSecondReadingDoes() {
        for (String text : List.of("DHCP $(x)", "DHCP } ; x", "DHCP 'x", "DHCP *", "DHCP ${x?}")) {
            RcSystemConfig config =
                    RcSystemConfig.ofText("rc.conf", "ifconfig_DEFAULT=\"" + text.replace("$", "\\$") + "\"\n");
            assertThrows(SystemConfigException.class, () -> config.usesDhcp("hn0"), text);
        }
    }

    @Test
    void shouldNameCommandsThatRcRuns() throws Exception {
        RcSystemConfig config = RcSystemConfig.ofText("rc.conf", "a=1\nlogger hello\n");
        assertEquals(Optional.of("1"), config.variable("a"));
        assertEquals(List.of("/rc.conf line 2: rc runs the command \"logger\", nethook does not"), config.warnings());
    }

    @Test
    void shouldGiveTheSameReasonAgain() {
        RcSystemConfig config = RcSystemConfig.ofText("/etc/rc.conf", "a=1\nexit 0\n");
        for (int i = 0; i < 2; i++) {
            SystemConfigException e = assertThrows(SystemConfigException.class, () -> config.variable("a"));
            assertEquals("/etc/rc.conf line 2: \"exit\" could change any setting or make rc stop", e.getMessage());
        }
    }
}
