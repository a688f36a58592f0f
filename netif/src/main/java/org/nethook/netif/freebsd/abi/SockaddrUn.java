package org.nethook.netif.freebsd.abi;

import java.nio.charset.StandardCharsets;
import org.nethook.netif.ffi.Memory;

/** {@code struct sockaddr_un} (sys/un.h). */
public final class SockaddrUn {
    public static final int SIZE = 106;
    public static final int SUN_LEN = 0;
    public static final int SUN_FAMILY = 1;
    public static final int SUN_PATH = 2;

    private SockaddrUn() {}

    /**
     * Writes the address of a socket file.
     *
     * @throws IllegalArgumentException when the path is longer than 103 bytes
     */
    public static void put(Memory memory, int at, String path) {
        CString.put(memory, at + SUN_PATH, SIZE - SUN_PATH, path);
        memory.putByte(at + SUN_LEN, SUN_PATH + path.getBytes(StandardCharsets.ISO_8859_1).length);
        memory.putByte(at + SUN_FAMILY, Socket.AF_UNIX);
    }
}
