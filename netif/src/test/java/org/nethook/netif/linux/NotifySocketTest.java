package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.ffi.JnrLibC;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.SockaddrUn;

@EnabledOnOs(OS.LINUX)
@Tag("L")
class NotifySocketTest {
    @TempDir
    Path directory;

    private final LibC libc = new JnrLibC();

    @AfterEach
    void close() {
        libc.close();
    }

    /** What arrives at a service manager whose socket has this name. */
    private String told(String name) {
        int manager = libc.socket(SockaddrUn.AF_UNIX, SockaddrUn.SOCK_DGRAM, 0);
        byte[] bytes = name.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
        Memory address = libc.allocate(SockaddrUn.SIZE);
        address.putShort(SockaddrUn.SUN_FAMILY, SockaddrUn.AF_UNIX);
        address.put(SockaddrUn.SUN_PATH, bytes, 0, bytes.length);
        try {
            assertEquals(0, libc.bind(manager, address, SockaddrUn.SUN_PATH + bytes.length));
            assertTrue(new NotifySocket(libc, name).tell("READY=1\nSTATUS=listening to devd"));
            Memory buffer = libc.allocate(200);
            int length = libc.read(manager, buffer, 200);
            byte[] text = new byte[length];
            buffer.get(0, text, 0, length);
            return new String(text, StandardCharsets.UTF_8);
        } finally {
            libc.close(manager);
        }
    }

    @Test
    void shouldTellAServiceManagerByPathAndByAbstractName() {
        assertEquals(
                "READY=1\nSTATUS=listening to devd",
                told(directory.resolve("notify").toString()));
        assertEquals(
                "READY=1\nSTATUS=listening to devd",
                told("@nethook-test-" + ProcessHandle.current().pid()));
    }

    @Test
    void shouldNotMindAManagerThatIsNotThere() {
        assertFalse(new NotifySocket(libc, directory.resolve("nobody").toString()).tell("READY=1"));
        assertFalse(new NotifySocket(libc, "relative").tell("READY=1"));
        assertFalse(new NotifySocket(libc, "/" + "x".repeat(200)).tell("READY=1"));
    }
}
