package org.nethook.netif.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.Finding.Status;

class LibcChecksTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a Linux machine's libc")
    void shouldSayWhichFileLibcIs() {
        Finding libc = new JnrLibC("libc.so.6").selfChecks().get(0).run();

        assertEquals(Status.OK, libc.status(), libc.toString());
        assertTrue(
                libc.detail().matches("libc\\.so\\.6 is /.*/libc\\.so\\.6, errno comes through; jnr-ffi.*\\.jar"),
                libc.detail());
    }

    @Test
    void shouldSayHowToNameAnotherLibc() {
        Finding libc = new JnrLibC("libnosuch.so.9").selfChecks().get(0).run();

        assertEquals(Status.FAILED, libc.status());
        assertTrue(libc.detail().startsWith("cannot call libnosuch.so.9 ("), libc.detail());
        assertTrue(libc.remedy().endsWith("NETHOOK_JAVA_OPTS=-Dnethook.libc=FILE"), libc.remedy());
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileThatIsNamed(@TempDir Path scratch) throws IOException {
        Path missing = scratch.resolve("missing.so");
        Path garbage = Files.writeString(scratch.resolve("garbage.so"), "garbage");

        assertEquals(
                "cannot call " + missing
                        + " (there is no such file, or this user may not read it); nethook.libc can name"
                        + " another file",
                new JnrLibC(missing.toString()).selfChecks().get(0).run().detail());
        assertTrue(new JnrLibC(garbage.toString())
                .selfChecks()
                .get(0)
                .run()
                .detail()
                .startsWith("cannot call " + garbage + " (" + garbage + ": "));
    }

    @Test
    void shouldSayThatTheStubIsOfNoImage() {
        Finding stub = new JnrLibC().selfChecks().get(1).run();

        assertEquals(Status.FAILED, stub.status(), stub.toString());
        assertTrue(stub.detail().endsWith(".so, not from an image: jffi.boot.library.path is not set"), stub.detail());
        assertTrue(stub.remedy().startsWith("start nethook by its bin/nethook, and see that lib/native/"));
    }

    @Test
    void shouldUnderstandWhatHotSpotListsOnEachSystem() {
        LoadedLibraries linux = LoadedLibraries.parse("""
                Dynamic libraries:
                7ffb00000-7ffb75000 rw-p 00c77000 fe:00 328258                           /opt/jdk/lib/server/classes.jsa
                7f9e04130000-7f9e04132000 rw-p 00033000 fe:00 338944                     /usr/lib/libc.so.6
                7f9e04134000-7f9e04136000 rw-p 00033000 fe:00 338949                     /tmp/jffi88.so (deleted)
                7ffcd351a000-7ffcd353b000 rw-p 00000000 00:00 0                          [stack]
                """);
        LoadedLibraries freeBsd = LoadedLibraries.parse(
                "Dynamic libraries:\n0x0000000000200000 \t/usr/local/openjdk17/bin/java\n0x000000082b7c1000 \t/lib/libc.so.7\n");

        assertEquals("/usr/lib/libc.so.6", linux.named("libc.so.6"));
        assertEquals("/tmp/jffi88.so", linux.named("jffi"));
        assertEquals("", linux.named("classes"));
        assertEquals("/lib/libc.so.7", freeBsd.named("libc.so.7"));
        assertFalse(LoadedLibraries.parse("nothing\n").isKnown());
    }
}
