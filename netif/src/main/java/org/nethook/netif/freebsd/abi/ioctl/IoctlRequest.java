package org.nethook.netif.freebsd.abi.ioctl;

/**
 * An ioctl request: which way its argument goes, its group, its number in the group and its argument's size, packed as
 * sys/ioccom.h packs them.
 */
public final class IoctlRequest {
    private static final long IOC_OUT = 0x40000000L;
    private static final long IOC_IN = 0x80000000L;
    private static final int LENGTH_MASK = 0x1fff;

    private final String name;
    private final long number;
    private final int size;

    private IoctlRequest(String name, long direction, char group, int command, int size) {
        if (size < 0 || size > LENGTH_MASK) {
            throw new IllegalArgumentException("the argument of an ioctl has at most 8191 bytes, not " + size);
        }
        this.name = name;
        this.number = direction | (long) size << 16 | group << 8 | command;
        this.size = size;
    }

    /** The kernel reads the argument ({@code _IOW}). */
    public static IoctlRequest write(String name, char group, int command, int size) {
        return new IoctlRequest(name, IOC_IN, group, command, size);
    }

    /** The kernel writes the argument ({@code _IOR}). */
    public static IoctlRequest read(String name, char group, int command, int size) {
        return new IoctlRequest(name, IOC_OUT, group, command, size);
    }

    /** The kernel reads the argument and writes it ({@code _IOWR}). */
    public static IoctlRequest readWrite(String name, char group, int command, int size) {
        return new IoctlRequest(name, IOC_IN | IOC_OUT, group, command, size);
    }

    /** The name in the headers, such as {@code SIOCSLAGGPORT}. */
    public String name() {
        return name;
    }

    /** The request as ioctl(2) takes it, an unsigned 32-bit number. */
    public long number() {
        return number;
    }

    /** Size of the argument in bytes. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return name;
    }
}
