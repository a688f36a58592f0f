package org.nethook.netif.sim.corpus;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.sim.corpus.Part.Range;

/** Messages of the routing socket, one or many after each other, as net.route gives them too. */
final class Messages implements Layout {
    /** Of one message, or of many. */
    static final Messages LIST = new Messages(false);
    /** Of NET_RT_IFLISTL, whose headers are longer. */
    static final Messages LONG_LIST = new Messages(true);

    private static final int RTM_NEWADDR = 0xc;
    private static final int RTM_DELADDR = 0xd;
    private static final int RTM_IFINFO = 0xe;
    private static final int RTM_NEWMADDR = 0xf;
    private static final int RTM_DELMADDR = 0x10;
    private static final int RTM_IFANNOUNCE = 0x11;
    private static final int RMX = 40;
    private static final String[] TYPES = {
        "0",
        "RTM_ADD",
        "RTM_DELETE",
        "RTM_CHANGE",
        "RTM_GET",
        "RTM_LOSING",
        "RTM_REDIRECT",
        "RTM_MISS",
        "RTM_LOCK",
        "9",
        "10",
        "RTM_RESOLVE",
        "RTM_NEWADDR",
        "RTM_DELADDR",
        "RTM_IFINFO",
        "RTM_NEWMADDR",
        "RTM_DELMADDR",
        "RTM_IFANNOUNCE",
        "RTM_IEEE80211"
    };
    private static final String[] ADDRS = {"dst", "gateway", "netmask", "genmask", "ifp", "ifa", "author", "brd"};

    private final boolean extended;

    private Messages(boolean extended) {
        this.extended = extended;
    }

    /** What cannot be equal in a {@code struct if_data}. */
    static List<Range> ifData(int at) {
        List<Range> ranges = new ArrayList<>();
        ranges.add(new Range(at + 24, 96, Mask.COUNTER));
        ranges.add(new Range(at + 120, 8, Mask.HWASSIST));
        ranges.add(new Range(at + 128, 8, Mask.EPOCH));
        ranges.add(new Range(at + 136, 16, Mask.LAST_CHANGE));
        return ranges;
    }

    static String type(byte[] message) {
        int type = message.length < 4 ? 0 : message[3] & 0xff;
        return type < TYPES.length ? TYPES[type] : "RTM " + type;
    }

    /** One message in short. */
    static String describe(byte[] message) {
        ByteMemory memory = ByteMemory.of(message);
        String text = type(message);
        if (message.length < 28 && !text.equals("RTM_IFANNOUNCE")) {
            return text + " " + HexFormat.of().formatHex(message);
        }
        int type = memory.getByte(3);
        if (type == RTM_IFANNOUNCE) {
            return text + " index " + memory.getShort(4) + " " + MachineAtStart.text(message, 6) + " what "
                    + memory.getShort(22);
        }
        if (type >= RTM_NEWADDR && type <= RTM_DELMADDR) {
            return text + " index " + memory.getShort(12) + " flags " + Integer.toHexString(memory.getInt(8))
                    + (type == RTM_IFINFO ? " link " + memory.getByte(20) : "") + " addrs " + memory.getInt(4) + " "
                    + HexFormat.of().formatHex(message, type == RTM_IFINFO ? 16 : 20, message.length);
        }
        return text + " index " + memory.getShort(4) + " flags " + Integer.toHexString(memory.getInt(8)) + " addrs "
                + memory.getInt(12) + " errno " + memory.getInt(24) + " "
                + HexFormat.of().formatHex(message, Math.min(152, message.length), message.length);
    }

    @Override
    public List<Range> masks(byte[] expected, byte[] actual) {
        List<Range> all = new ArrayList<>();
        ByteMemory one = ByteMemory.of(expected);
        ByteMemory other = ByteMemory.of(actual);
        int end = Math.min(expected.length, actual.length);
        for (int at = 0; at + 4 <= end; at += one.getShort(at)) {
            if (one.getShort(at) < 4
                    || one.getShort(at) != other.getShort(at)
                    || one.getByte(at + 3) != other.getByte(at + 3)
                    || at + one.getShort(at) > end) {
                break;
            }
            mask(one, other, at, all);
        }
        return all;
    }

    private void mask(ByteMemory one, ByteMemory other, int at, List<Range> all) {
        int type = one.getByte(at + 3);
        int length = one.getShort(at);
        padding(one, at, length, type, all);
        if (type == RTM_IFINFO) {
            all.addAll(ifData(at + (extended ? one.getShort(at + 18) : 16)));
        } else if ((type == RTM_NEWADDR || type == RTM_DELADDR) && extended) {
            all.addAll(ifData(at + one.getShort(at + 18)));
        } else if (isRoute(type) && length >= RMX + 112) {
            both(one, other, at + 16, 4, Mask.PID, all);
            bothLong(one, other, at + RMX + 24, Mask.EXPIRE, all);
            all.add(new Range(at + RMX + 72, 8, Mask.COUNTER));
            bothLong(one, other, at + RMX + 88, Mask.NEXTHOP_INDEX, all);
        }
    }

    /** A sockaddr takes a multiple of 8 bytes, whatever its length. */
    private void padding(ByteMemory memory, int at, int length, int type, List<Range> all) {
        int header = header(memory, at, type);
        for (int start = at + header; start < at + length; ) {
            int size = memory.getByte(start);
            int space = size == 0 ? 8 : size + 7 & ~7;
            if (size > 0 && space > size) {
                all.add(new Range(start + size, space - size, Mask.PADDING));
            }
            start += space;
        }
    }

    private int header(ByteMemory memory, int at, int type) {
        switch (type) {
            case RTM_IFINFO:
                return extended ? memory.getShort(at + 16) : 168;
            case RTM_NEWADDR:
            case RTM_DELADDR:
                return extended ? memory.getShort(at + 16) : 20;
            case RTM_NEWMADDR:
            case RTM_DELMADDR:
                return 16;
            case RTM_IFANNOUNCE:
                return 24;
            default:
                return 152;
        }
    }

    private static boolean isRoute(int type) {
        return type < RTM_NEWADDR;
    }

    /** Only what is set in both may differ. */
    private static void both(ByteMemory one, ByteMemory other, int at, int length, Mask mask, List<Range> all) {
        if (one.getInt(at) != 0 && other.getInt(at) != 0) {
            all.add(new Range(at, length, mask));
        }
    }

    private static void bothLong(ByteMemory one, ByteMemory other, int at, Mask mask, List<Range> all) {
        if (one.getLong(at) != 0 && other.getLong(at) != 0) {
            all.add(new Range(at, 8, mask));
        }
    }

    @Override
    public String field(byte[] bytes, int offset) {
        ByteMemory memory = ByteMemory.of(bytes);
        int number = 0;
        int at = 0;
        while (at + 4 <= bytes.length && memory.getShort(at) >= 4 && offset >= at + memory.getShort(at)) {
            at += memory.getShort(at);
            number++;
        }
        if (at + 16 > bytes.length) {
            return "message " + number;
        }
        int type = memory.getByte(at + 3);
        String name = type < TYPES.length ? TYPES[type] : "type " + type;
        return "message " + number + " " + name + " " + within(memory, at, type, offset - at);
    }

    private String within(ByteMemory memory, int at, int type, int offset) {
        int header = header(memory, at, type);
        String struct;
        int addrs = memory.getInt(at + 4);
        if (type == RTM_IFINFO) {
            struct = extended ? "if_msghdrl" : "if_msghdr";
        } else if (type == RTM_NEWADDR || type == RTM_DELADDR) {
            struct = extended ? "ifa_msghdrl" : "ifa_msghdr";
        } else if (type == RTM_NEWMADDR || type == RTM_DELMADDR) {
            struct = "ifma_msghdr";
        } else if (type == RTM_IFANNOUNCE) {
            struct = "if_announcemsghdr";
            addrs = 0;
        } else {
            struct = "rt_msghdr";
            addrs = memory.getInt(at + 12);
        }
        if (offset < header) {
            return Structs.name(struct, offset);
        }
        int start = header;
        for (int i = 0; i < ADDRS.length; i++) {
            if ((addrs & 1 << i) == 0 || at + start >= memory.size()) {
                continue;
            }
            int length = memory.getByte(at + start);
            int space = length == 0 ? 8 : length + 7 & ~7;
            if (offset < start + space) {
                return "sockaddr " + ADDRS[i] + "+" + (offset - start);
            }
            start += space;
        }
        return struct + "+" + offset;
    }
}
