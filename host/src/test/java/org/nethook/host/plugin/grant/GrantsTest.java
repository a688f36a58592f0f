package org.nethook.host.plugin.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.host.plugin.jar.UnusableJarException;

class GrantsTest {

    @Test
    void shouldAllowWhatAPatternMatchesAsAWhole() {
        Grants grants = Grants.declaring(
                "Nethook-Control: hn*, lagg0,, ",
                "Nethook-Sysctls: hw.hn.*,dev.*.vf",
                "Nethook-Files: /etc/resolv.conf, /var/run/resolvconf/*",
                "Nethook-Scripts: */hyperv_vfup.*",
                "Nethook-Settings: ifconfig_hn*,defaultrouter");
        for (Operation operation : Operation.values()) {
            assertTrue(grants.mayControl("hn0", operation));
            assertTrue(grants.mayControl("hn", operation));
            assertTrue(grants.mayControl("lagg0", operation));
            assertFalse(grants.mayControl("lagg01", operation));
            assertFalse(grants.mayControl("xhn0", operation));
            assertFalse(grants.mayControl("", operation));
        }
        assertTrue(grants.mayRead("dev.hn.0.vf"));
        assertFalse(grants.mayRead("dev.hn.0.vfmap"));
        assertTrue(grants.mayReadFile("/etc/resolv.conf"));
        assertTrue(grants.mayReadFile("/var/run/resolvconf/interfaces/hn0"));
        assertFalse(grants.mayReadFile("/etc/resolv.conf.bak"));
        assertTrue(grants.mayRun("/usr/libexec/hyperv/hyperv_vfup.hn0"));
        assertFalse(grants.mayRun("/bin/sh"));
        assertTrue(grants.maySet("ifconfig_hn0_alias0"));
        assertFalse(grants.maySet("ipv6_defaultrouter"));
        assertFalse(grants.maySetNameServers());
    }

    @Test
    void shouldAnswerAtOnceWhateverThePattern() {
        Grants grants = Grants.declaring("Nethook-Files: /" + "*a".repeat(100) + "b, /x**y*, */z");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertFalse(grants.mayReadFile("/" + "a".repeat(1000) + "c")));
        assertTrue(grants.mayReadFile("/" + "a".repeat(1000) + "b"));
        assertTrue(grants.mayReadFile("/xy"));
        assertTrue(grants.mayReadFile("/x1y2y3"));
        assertFalse(grants.mayReadFile("/x1"));
        assertTrue(grants.mayReadFile("/a/z/z"));
        assertFalse(grants.mayReadFile("/a/zz"));
    }

    @Test
    void shouldAllowOnlyTheOperationsInParentheses() {
        Grants grants = Grants.declaring("Nethook-Control: lagg* (create,lagg ,  address), hn* ( up ), *(route)");
        assertTrue(grants.mayControl("lagg0", Operation.CREATE));
        assertTrue(grants.mayControl("lagg0", Operation.ADDRESS));
        assertTrue(grants.mayControl("lagg0", Operation.ROUTE));
        assertFalse(grants.mayControl("lagg0", Operation.DESTROY));
        assertTrue(grants.mayControl("hn0", Operation.UP));
        assertFalse(grants.mayControl("hn0", Operation.LAGG));
        assertTrue(grants.mayControl("", Operation.ROUTE), "a route by whatever interface");
        assertEquals("Nethook-Control: lagg* (create, lagg, address), hn* (up), * (route)", grants.toString());
    }

    @Test
    void shouldAllowNothingUnlessDeclared() {
        for (Grants none : List.of(
                Grants.NONE,
                Grants.of(new Attributes()),
                Grants.declaring(
                        "Nethook-Control: ",
                        "Nethook-Sysctls: ,",
                        "Nethook-Files:",
                        "Nethook-Scripts:  , ",
                        "Nethook-Settings:",
                        "Nethook-Resolver: no",
                        "Nethook-Kvp:"))) {
            assertFalse(none.mayControl("em0", Operation.UP));
            assertFalse(none.mayRead("kern.vm_guest"));
            assertFalse(none.mayReadFile("/etc/motd"));
            assertFalse(none.mayRun("/bin/sh"));
            assertFalse(none.maySet("hostname"));
            assertFalse(none.maySetNameServers());
            assertFalse(none.mayPublishAll("nethook."));
            assertEquals("", none.toString());
            assertEquals(List.of(), none.unused());
        }
    }

    @Test
    void shouldLetPublishOnlyBelowADeclaredPrefix() {
        Grants grants = Grants.declaring("Nethook-Kvp: nethook.*");
        assertTrue(grants.mayPublishAll("nethook."));
        assertTrue(grants.mayPublishAll("nethook.hn0."));
        assertFalse(grants.mayPublishAll("nethook"));
        assertFalse(grants.mayPublishAll(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nethook-Control: hn+ | \"hn+\": allowed are letters, digits and ._-:@*, where * stands for any text",
                "Nethook-Control: hn0 lagg0 | \"hn0 lagg0\": allowed are letters, digits and ._-:@*, where * stands for any text",
                "Nethook-Control: lagg*, a234567890123456 | \"a234567890123456\": a name of an interface has 15 characters at most",
                "Nethook-Control: hn* (up, mtuu) | \"hn* (up, mtuu)\": there is no operation mtuu; did you mean mtu?",
                "Nethook-Control: hn* (UP) | \"hn* (UP)\": there is no operation UP; there are create, destroy, rename, up, mtu, mac,"
                        + " description, group, lagg, vlan, address, route, dhcp",
                "Nethook-Control: hn* () | \"hn* ()\": an operation is missing; there are create, destroy, rename, up, mtu, mac,"
                        + " description, group, lagg, vlan, address, route, dhcp",
                "Nethook-Control: hn* (up lagg* | \"hn* (up lagg*\": its parentheses do not match",
                "Nethook-Control: hn*) | \"hn*)\": its parentheses do not match",
                "Nethook-Control: hn* ((up)) | \"hn* ((up))\": its parentheses do not match",
                "Nethook-Control: hn* (up) lagg* | \"hn* (up) lagg*\": a comma is missing after its operations",
                "Nethook-Control: (up) | \"(up)\": it names no interface",
                "Nethook-Control: ${plugin.control} | \"${plugin.control}\": the build did not fill it in",
                "Nethook-Sysctls: hw.hn.* (read) | \"hw.hn.* (read)\": only Nethook-Control has operations in parentheses",
                "Nethook-Sysctls: hw.hn.[0-9] | \"hw.hn.[0-9]\": allowed are letters, digits and ._-%/*, where * stands for any text",
                "Nethook-Files: etc/motd | \"etc/motd\": a path begins with /",
                "Nethook-Files: /var/db/x/../../etc/* | \"/var/db/x/../../etc/*\": a path has no //, /./ or /../ in it",
                "Nethook-Scripts: /usr/local/./go | \"/usr/local/./go\": a path has no //, /./ or /../ in it",
                "Nethook-Files: */.. | \"*/..\": a path has no //, /./ or /../ in it",
                "Nethook-Settings: ifconfig-em0 | \"ifconfig-em0\": allowed are letters, digits and _*, where * stands for any text",
                "Nethook-Resolver: true | \"true\": allowed are yes and no",
                "Nethook-Kvp: nethook.mode | \"nethook.mode\": it must end in its only *, since keys are published by their prefix",
            })
    void shouldRefuseWhatMeansNothing(String line, String wrong) {
        UnusableJarException refused = assertThrows(UnusableJarException.class, () -> Grants.declaring(line));
        assertEquals(line.substring(0, line.indexOf(':')) + " of its manifest: " + wrong, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nethook-Sysctl | ; did you mean Nethook-Sysctls?",
                "nethook-contol | ; did you mean Nethook-Control?",
                "Nethook-Interfaces | ; known are Nethook-Control, Nethook-Sysctls, Nethook-Files, Nethook-Scripts,"
                        + " Nethook-Settings, Nethook-Resolver, Nethook-Kvp",
            })
    void shouldRefuseAKeyThatThereIsNot(String key, String suggestion) {
        UnusableJarException refused = assertThrows(UnusableJarException.class, () -> Grants.declaring(key + ": em0"));
        assertEquals(
                "its manifest has " + key + ", which this nethook does not know" + suggestion, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nethook-control: em0", "NETHOOK-CONTROL: em0"})
    void shouldTakeAKeyInAnyCaseAsManifestsDo(String line) {
        assertTrue(Grants.declaring(line).mayControl("em0", Operation.MTU));
    }

    @Test
    void shouldGiveTheLineThatIsMissing() {
        Grants grants = Grants.declaring("Nethook-Control: lagg*, hn* (up)", "Nethook-Sysctls: hw.hn.*");
        assertEquals("Nethook-Control: lagg*, hn* (up), em0 (mtu)", grants.lineFor("em0", Operation.MTU));
        assertEquals("Nethook-Control: lagg*, hn* (up, mtu)", grants.lineFor("hn0", Operation.MTU));
        assertEquals("Nethook-Control: lagg*, hn* (up), * (route)", grants.lineFor("", Operation.ROUTE));
        assertEquals("Nethook-Control: em0 (mtu)", Grants.NONE.lineFor("em0", Operation.MTU));
        assertEquals("Nethook-Sysctls: hw.hn.*, kern.ostype", grants.lineFor(PermissionKey.SYSCTLS, "kern.ostype"));
        assertEquals(
                "Nethook-Resolver: yes",
                Grants.declaring("Nethook-Resolver: no").lineFor(PermissionKey.RESOLVER, "yes"));
    }

    @Test
    void shouldRememberWhatWasUsed() {
        String[] lines = {
            "Nethook-Control: lagg*, hn* (up, mtu), em0", "Nethook-Sysctls: hw.hn.*, dev.*", "Nethook-Resolver: yes"
        };
        Grants grants = Grants.declaring(lines);
        assertEquals(List.of(lines), grants.unused());
        assertEquals("", grants.usedControl());

        grants.mayControl("lagg0", Operation.CREATE);
        grants.mayControl("lagg0", Operation.LAGG);
        grants.mayControl("hn0", Operation.MTU);
        grants.mayControl("em1", Operation.MTU); // refused, so not used
        grants.mayRead("dev.hn.0");
        assertEquals(
                List.of("Nethook-Control: hn* (up), em0", "Nethook-Sysctls: hw.hn.*", "Nethook-Resolver: yes"),
                grants.unused());
        assertEquals("Nethook-Control: lagg* (create, lagg), hn* (mtu)", grants.usedControl());

        Grants later = Grants.declaring(lines);
        later.mayControl("em0", Operation.UP);
        later.maySetNameServers();
        grants.addUse(later);
        assertEquals(List.of("Nethook-Control: hn* (up)", "Nethook-Sysctls: hw.hn.*"), grants.unused());
    }
}
