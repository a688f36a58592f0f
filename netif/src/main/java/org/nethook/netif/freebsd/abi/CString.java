package org.nethook.netif.freebsd.abi;

import java.nio.charset.StandardCharsets;
import org.nethook.netif.ffi.Memory;

/** Character arrays of a fixed size that end with the first NUL, such as {@code ifr_name}. */
public final class CString {

    private CString() {}

    /**
     * Writes the text and fills the rest of the array with NULs.
     *
     * @param size of the array; the text must leave room for one NUL
     * @throws IllegalArgumentException when it does not
     */
    public static void put(Memory memory, int at, int size, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length >= size) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is longer than " + (size - 1) + " bytes, the most that fit");
        }
        memory.put(at, bytes, 0, bytes.length);
        for (int i = bytes.length; i < size; i++) {
            memory.putByte(at + i, 0);
        }
    }

    /** Reads up to the first NUL, or the whole array where there is none. */
    public static String get(Memory memory, int at, int size) {
        byte[] bytes = memory.bytes(at, size);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
