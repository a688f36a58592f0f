package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;

/**
 * {@code struct in6_addrlifetime} (netinet6/in6_var.h): how long an IPv6 address lives. Lifetimes are seconds since
 * they were set, {@code ND6_INFINITE_LIFETIME} for no end; ends are seconds of the uptime clock, 0 for none.
 */
public final class In6AddrLifetime {
    public static final int SIZE = 24;
    public static final int IA6T_EXPIRE = 0;
    public static final int IA6T_PREFERRED = 8;
    public static final int IA6T_VLTIME = 16;
    public static final int IA6T_PLTIME = 20;

    private In6AddrLifetime() {}

    /** Seconds of the valid lifetime as an unsigned number. */
    public static int valid(Memory memory, int at) {
        return memory.getInt(at + IA6T_VLTIME);
    }

    /** Seconds of the preferred lifetime as an unsigned number. */
    public static int preferred(Memory memory, int at) {
        return memory.getInt(at + IA6T_PLTIME);
    }

    /** Sets both lifetimes, in seconds as unsigned numbers. */
    public static void put(Memory memory, int at, int valid, int preferred) {
        memory.putInt(at + IA6T_VLTIME, valid);
        memory.putInt(at + IA6T_PLTIME, preferred);
    }
}
