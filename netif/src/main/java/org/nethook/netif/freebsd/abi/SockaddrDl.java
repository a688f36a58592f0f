package org.nethook.netif.freebsd.abi;

import java.nio.charset.StandardCharsets;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.ffi.Memory;

/** {@code struct sockaddr_dl} (net/if_dl.h): an interface by index, with name and hardware address one after the other. */
public final class SockaddrDl {
    public static final int SIZE = 54;
    public static final int SDL_LEN = 0;
    public static final int SDL_FAMILY = 1;
    public static final int SDL_INDEX = 2;
    public static final int SDL_TYPE = 4;
    public static final int SDL_NLEN = 5;
    public static final int SDL_ALEN = 6;
    public static final int SDL_SLEN = 7;
    public static final int SDL_DATA = 8;

    private SockaddrDl() {}

    /**
     * Writes an interface.
     *
     * @param type {@code IFT_…}; 0 where it does not matter
     * @param ifName empty for none
     * @param mac null for none
     */
    public static void put(Memory memory, int at, int index, int type, String ifName, MacAddress mac) {
        byte[] name = ifName.getBytes(StandardCharsets.ISO_8859_1);
        memory.putByte(at + SDL_LEN, SIZE);
        memory.putByte(at + SDL_FAMILY, Socket.AF_LINK);
        memory.putShort(at + SDL_INDEX, index);
        memory.putByte(at + SDL_TYPE, type);
        memory.putByte(at + SDL_NLEN, name.length);
        memory.put(at + SDL_DATA, name, 0, name.length);
        if (mac != null) {
            byte[] octets = mac.octets();
            memory.putByte(at + SDL_ALEN, octets.length);
            memory.put(at + SDL_DATA + name.length, octets, 0, octets.length);
        }
    }

    /** The interface's index. */
    public static int index(Memory memory, int at) {
        return memory.getShort(at + SDL_INDEX);
    }

    /** The interface's name; empty when it is not there. */
    public static String name(Memory memory, int at) {
        int length = memory.getByte(at + SDL_NLEN);
        return new String(memory.bytes(at + SDL_DATA, length), StandardCharsets.ISO_8859_1);
    }

    /** The hardware address; null unless it has six octets. */
    public static MacAddress mac(Memory memory, int at) {
        if (memory.getByte(at + SDL_ALEN) != 6) {
            return null;
        }
        return MacAddress.of(memory.bytes(at + SDL_DATA + memory.getByte(at + SDL_NLEN), 6));
    }
}
