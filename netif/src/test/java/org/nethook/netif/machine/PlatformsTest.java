package org.nethook.netif.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.Platform;

class PlatformsTest {

    @Test
    void shouldChooseByWhatTheMachineHas() {
        assertEquals("Linux", Platforms.choose(null, true, true, false).name());
        assertEquals("FreeBSD", Platforms.choose(null, true, false, true).name());
    }

    @Test
    void shouldLetThePropertyChoose() {
        assertEquals("FreeBSD", Platforms.choose("freebsd", false, true, false).name());
        assertEquals("Linux", Platforms.choose("linux", false, false, true).name());
    }

    @Test
    void shouldNotMakeOneSystemsRequestsToTheOther() {
        assertEquals(
                "nethook.platform=freebsd on a machine that is Linux needs nethook.libc to name a library with the"
                        + " functions and errnos of that system's libc",
                assertThrows(IllegalArgumentException.class, () -> Platforms.choose("freebsd", true, true, false))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Platforms.choose("linux", true, false, true))
                .getMessage()
                .startsWith("nethook.platform=linux on a machine that is FreeBSD needs nethook.libc"));
        assertEquals("Linux", Platforms.choose("linux", true, true, false).name());
        assertEquals("FreeBSD", Platforms.choose("freebsd", true, false, true).name());
        assertEquals("FreeBSD", Platforms.choose("freebsd", true, false, false).name());
    }

    @Test
    void shouldSayWhatIsAllowed() {
        assertEquals(
                "nethook.platform must be freebsd or linux, not \"macos\"",
                assertThrows(IllegalArgumentException.class, () -> Platforms.choose("macos", true, true, false))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Platforms.choose(null, true, false, false))
                .getMessage()
                .startsWith("this machine is neither FreeBSD"));
    }

    @Test
    void shouldLoadNoNativeCodeBeforeAServiceIsUsed(@TempDir Path scratch) throws Exception {
        Path output = scratch.resolve("classes");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-Dnethook.platform=linux",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Services.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");

        String loaded = Files.readString(output);
        assertTrue(loaded.contains(" org.nethook.netif.linux.LinuxPlatform "), loaded);
        assertFalse(loaded.contains(" jnr."), loaded);
        assertFalse(loaded.contains(" com.kenai."), loaded);
    }

    /** Makes the services and uses none. */
    static final class Services {
        private Services() {}

        public static void main(String[] arguments) {
            try (Platform platform = Platforms.detect()) {
                platform.query();
                platform.control();
                platform.sysctl();
                platform.dhcp();
            }
        }
    }
}
