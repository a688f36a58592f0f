package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are given again without asking nethook: only young ones, of this user's, and while nothing has changed. */
@Tag("C3")
class RememberedAnswersTest {
    @TempDir
    private Path temporary;

    private HypervScripts scripts;
    private Path remembered;

    /** A nethook that answers each time something else. */
    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        Path count = temporary.resolve("count");
        scripts = HypervScripts.beside(
                "echo >>" + count + "; [ \"$2\" != dns-info ] || echo 10.0.0.$(($(wc -l <" + count
                        + "))); echo Disabled\n",
                temporary);
        remembered = scripts.answers().resolve("dns");
        scripts.command("date", "[ \"$1\" = +%s ] && cat " + scripts.write("now", "1000000000\n") + "\n");
        assertEquals("10.0.0.1", first());
    }

    private String first() throws IOException, InterruptedException {
        return scripts.run("hv_get_dns_info").assertClean().lines().get(0);
    }

    @Test
    void shouldRepeatAYoungAnswer() throws IOException, InterruptedException {
        assertEquals("10.0.0.1", first());
        scripts.write("now", "1000000005\n");
        assertEquals("10.0.0.1", first());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scripts.answers())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(remembered)));
    }

    @Test
    void shouldNotRepeatAnOldAnswer() throws IOException, InterruptedException {
        scripts.write("now", "1000000006\n");
        assertEquals("10.0.0.2", first());
        scripts.write("now", "1000000004\n"); // the clock was set back
        assertEquals("10.0.0.3", first());
    }

    @Test
    void shouldNotRepeatWhatAChangeMayHaveMadeWrong() throws IOException, InterruptedException {
        Path resolvConf = scripts.write("etc/resolv.conf", "nameserver 10.9.9.1\n");
        assertEquals("10.0.0.2", first());
        assertEquals("10.0.0.2", first());
        var time = Files.getLastModifiedTime(resolvConf);
        scripts.write("etc/resolv.conf", "nameserver 10.9.9.2\n");
        Files.setLastModifiedTime(resolvConf, time);
        assertEquals("10.0.0.3", first());
        Files.delete(resolvConf);
        assertEquals("10.0.0.4", first());
    }

    @Test
    void shouldAskAnewAboutDhcpWhenRcConfOrTheInterfacesChange() throws IOException, InterruptedException {
        Path count = temporary.resolve("count");
        scripts.command("ifconfig", "cat " + scripts.write("interfaces", "hn0 lo0\n") + "\n");
        List<String> files = List.of("etc/rc.conf", "etc/rc.conf.local", "etc/rc.conf.d/netif", "interfaces");
        scripts.run("hv_get_dhcp_info", "hn0").assertClean();
        for (String file : files) {
            long before = Files.size(count);
            scripts.run("hv_get_dhcp_info", "hn0").assertClean();
            assertEquals(before, Files.size(count), "asked again though nothing had changed, before " + file);
            scripts.write(file, "# " + file + "\n");
            scripts.run("hv_get_dhcp_info", "hn0").assertClean();
            assertEquals(before + 1, Files.size(count), "not asked again after a change of " + file);
        }
    }

    @Test
    @Tag("C6")
    void shouldKeepInterfacesApart() throws IOException, InterruptedException {
        Path count = temporary.resolve("count");
        long before = Files.size(count);
        scripts.run("hv_get_dhcp_info", "hn1").assertClean();
        scripts.run("hv_get_dhcp_info", "hn10").assertClean();
        assertEquals(before + 2, Files.size(count));
    }

    @Test
    @Tag("D2")
    void shouldForgetWhenSomethingIsSet() throws IOException, InterruptedException {
        scripts.run("hv_set_ifconfig", "/nowhere");
        assertFalse(Files.exists(remembered));
        assertEquals("10.0.0.3", first());
        scripts.run("hyperv_vfup", "hn0");
        assertEquals("10.0.0.5", first());
    }

    @Test
    void shouldBelieveOnlyWhatThisUserWrote() throws IOException, InterruptedException {
        String forged = Files.readString(remembered).replace("10.0.0.1", "10.66.6.6");
        Path elsewhere = Files.writeString(temporary.resolve("forged"), forged);
        Files.delete(remembered);
        Files.createSymbolicLink(remembered, elsewhere);
        assertEquals("10.0.0.2", first());
        assertFalse(Files.isSymbolicLink(remembered));

        Files.writeString(remembered, forged);
        assertEquals("10.66.6.6", first(), "this test forges well enough");
        assumeTrue(
                Image.run(List.of("chown", "65534", remembered.toString()), temporary, Map.of())
                                .status()
                        == 0,
                "needs root");
        assertEquals("10.0.0.3", first());
    }

    @Test
    void shouldKeepNothingInADirectoryOfOthers() throws IOException, InterruptedException {
        Path directory = Files.createDirectory(temporary.resolve("directory"));
        Files.move(remembered, directory.resolve("dns"));
        Files.delete(scripts.answers());
        Files.createSymbolicLink(scripts.answers(), directory);
        assertEquals("10.0.0.2", first());
        assertEquals("10.0.0.3", first());
        assertFalse(
                Files.exists(scripts.answers(), LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(scripts.answers()));
    }

    @Test
    void shouldNotTripOverADamagedAnswer() throws IOException, InterruptedException {
        for (String damaged : List.of("", "\n", "x y z\n10.66.6.6\n", "soon 1 2\n10.66.6.6\n", "1000000000")) {
            Files.writeString(remembered, damaged);
            int asked = (int) Files.size(temporary.resolve("count")) + 1;
            assertEquals("10.0.0." + asked, first(), damaged);
        }
    }

    @Test
    void shouldKeepNothingWhenToldSo() throws IOException, InterruptedException {
        scripts.environment("NETHOOK_ANSWERS", "-");
        assertEquals("10.0.0.2", first());
        assertEquals("10.0.0.3", first());
        assertFalse(Files.exists(scripts.root().resolve("-")));
    }
}
