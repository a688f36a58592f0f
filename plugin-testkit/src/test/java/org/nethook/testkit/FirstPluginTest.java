package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.ExitStatus;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.verify.JarVerification;
import org.nethook.testkit.contract.PluginContract;

/**
 * A jar that was built against the first release still works: it is not compiled anew, and its source beside it is what it was made of.
 * Until that release is out it follows the API, by {@code -Dfirst.plugin.write=true}; then it stays as it is for good.
 */
@Tag("E1")
class FirstPluginTest implements PluginContract {
    @TempDir
    private Path temporary;

    @BeforeAll
    static void writeWhenAskedTo(@TempDir Path classes) throws IOException {
        if (Boolean.getBoolean("first.plugin.write")) {
            FirstPlugin.compile(classes);
            FirstPlugin.pack(classes);
        }
    }

    @Override
    public Path plugin() {
        return FirstPlugin.JAR;
    }

    @Override
    public TestHostBuilder prepare(TestHostBuilder machine) {
        return machine.sysctl("kern.vm_guest", "hv");
    }

    private static TestHostBuilder machine(InstalledPlugin installed) {
        return installed
                .machine()
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .sysctl("kern.vm_guest", "hv")
                .file(Path.of("/etc/motd"), "welcome\n")
                .resolvConf("nameserver 192.0.2.53")
                .rcConf("ifconfig_em0=\"inet 192.0.2.4/24\"", "defaultrouter=192.0.2.1");
    }

    @Test
    void shouldBeWhatItsSourceSays() throws Exception {
        assumeTrue(HostVersion.VERSION.equals(FirstPlugin.RELEASE), "it was made for another release, and stays");
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        FirstPlugin.compile(classes);
        assertEquals(
                FirstPlugin.contentOf(classes),
                FirstPlugin.contentOfJar(),
                "write it anew with mvn -pl plugin-testkit -am test -Dtest=FirstPluginTest -Dfirst.plugin.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void shouldNameOnlyWhatTheFirstReleaseHadAndThisOneHas() throws Exception {
        Path jar = Files.copy(FirstPlugin.JAR, temporary.resolve("first-plugin.jar"));
        Path lists = Path.of("../plugin-api/api");
        ApiDescription first = ApiDescription.read(lists, FirstPlugin.RELEASE);
        ApiDescription now = ApiDescription.read(lists, HostVersion.VERSION);
        List<String> complaints = new ArrayList<>();
        JarVerification.of(jar, TrustPolicy.FILES, List.of(first, now), null, temporary)
                .findings()
                .all()
                .forEach(finding -> complaints.add(finding.toString()));
        complaints.removeIf(each -> each.startsWith("note: "));
        assertEquals(List.of(), complaints);
    }

    @Test
    void shouldStillReactToLinkLossAndRemember() throws Exception {
        try (InstalledPlugin installed = InstalledPlugin.install(FirstPlugin.JAR);
                TestHost host = machine(installed).boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ofSeconds(11));

            assertEquals(0, host.failures(), host::describe);
            assertEquals("em0 has no link", host.plans().get(0).reason());
            assertEquals(
                    "lost its link 1 times",
                    host.machine()
                            .netif()
                            .details("em0")
                            .orElseThrow()
                            .description()
                            .orElseThrow());
            assertTrue(host.run("first", "em0").out().endsWith("lost 1\n"));
        }
    }

    @Test
    void shouldStillAnswer() throws Exception {
        try (InstalledPlugin installed = InstalledPlugin.install(FirstPlugin.JAR);
                TestHost host = machine(installed).boot()) {
            assertEquals("""
                    em0 UP mtu 1500 up true
                    mac 00:00:5e:00:53:01
                    address 192.0.2.4/24
                    route 0.0.0.0/0 by em0
                    route 192.0.2.0/24 by em0
                    route fe80::/64 by lo0
                    dhcp false false
                    guest of hv
                    servers [192.0.2.53]
                    notice welcome
                    lost never
                    """, host.run("first", "em0").out());
            assertTrue(host.run("first", "--json", "em0")
                    .out()
                    .startsWith("{\"interface\":\"em0\",\"mtu\":1500,\"up\":true,"));
            assertEquals(ExitStatus.USAGE, host.run("first", "em9").status());
        }
    }

    @Test
    void shouldStillMakeALaggAndRemoveIt() throws Exception {
        try (InstalledPlugin installed = InstalledPlugin.install(FirstPlugin.JAR);
                TestHost host = machine(installed).boot()) {
            CommandOutcome made = host.run("first-lagg", "make", "em0");
            assertEquals(ExitStatus.OK, made.status(), host::describe);
            assertTrue(host.netif("lagg7").orElseThrow().lagg().orElseThrow().hasPort("em0"));
            assertEquals(ExitStatus.OK, host.run("first-lagg", "remove", "em0").status(), host::describe);
            assertTrue(host.netif("lagg7").isEmpty());
        }
    }
}
