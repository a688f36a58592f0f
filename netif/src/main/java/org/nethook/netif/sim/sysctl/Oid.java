package org.nethook.netif.sim.sysctl;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.nethook.netif.freebsd.abi.ByteMemory;

/** A node or a leaf of the tree of sysctls ({@code struct sysctl_oid} of sys/sysctl.h). */
public final class Oid {
    private static final int CTLTYPE = 0xf;
    private static final int CTLTYPE_NODE = 1;
    private static final int CTLFLAG_RD = 0x8000_0000;
    private static final int CTLFLAG_WR = 0x4000_0000;
    private static final int CTLFLAG_MPSAFE = 0x0004_0000;

    /** What a leaf's value is. */
    public enum Type {
        /** Has others below it. */
        NODE(CTLTYPE_NODE, "N"),
        /** Four bytes, signed. */
        INT(2, "I"),
        /** Text with a NUL at its end. */
        TEXT(3, "A"),
        /** Text without. */
        CHARS(3, "A"),
        /** A structure. */
        OPAQUE(5, "S"),
        /** Four bytes, unsigned. */
        UINT(6, "IU"),
        /** Eight bytes. */
        LONG(7, "L"),
        /** Eight bytes, unsigned, on every machine. */
        U64(9, "QU");

        private final int number;
        private final String format;

        Type(int number, String format) {
            this.number = number;
            this.format = format;
        }
    }

    final TreeMap<Integer, Oid> children = new TreeMap<>();
    final Map<String, Oid> byName = new HashMap<>();
    private final Oid parent;
    private final String name;
    private final int number;
    private Type type = Type.NODE;
    private int kind = CTLFLAG_RD | CTLFLAG_WR | CTLTYPE_NODE;
    private String format = Type.NODE.format;
    private String description = "";
    private Object value;

    Oid(Oid parent, String name, int number) {
        this.parent = parent;
        this.name = name;
        this.number = number;
    }

    /** Its number below its node. */
    public int number() {
        return number;
    }

    /** Its own part of its name. */
    public String name() {
        return name;
    }

    /** All of its name. */
    public String path() {
        return parent == null || parent.name.isEmpty() ? name : parent.path() + "." + name;
    }

    /** Whether there may be others below it. */
    public boolean isNode() {
        return type == Type.NODE;
    }

    /** What its value is. */
    public Type type() {
        return type;
    }

    /** Type and flags as one number ({@code oid_kind}). */
    public int kind() {
        return kind;
    }

    /** The type in the letters of {@code oid_fmt}. */
    public String format() {
        return format;
    }

    /** In words, possibly none. */
    public String description() {
        return description;
    }

    /** Whether root may write it. */
    public boolean isWritable() {
        return (kind & CTLFLAG_WR) != 0;
    }

    /** Whether its value is text. */
    public boolean isText() {
        return type == Type.TEXT || type == Type.CHARS;
    }

    /** Whether its value is what the state of the machine makes it. */
    public boolean isComputed() {
        return value instanceof Supplier;
    }

    Oid describe(String fresh, String freshFormat) {
        description = fresh;
        format = freshFormat;
        return this;
    }

    /**
     * Makes this a leaf.
     *
     * @param freshKind {@code oid_kind}
     */
    Oid leaf(Type freshType, int freshKind, Object freshValue) {
        type = freshType;
        kind = freshKind;
        format = freshType.format;
        value = freshValue;
        return this;
    }

    /** Makes this a leaf with the flags that most have. */
    Oid leaf(Type freshType, boolean writable, Object freshValue) {
        int access = writable ? CTLFLAG_RD | CTLFLAG_WR : CTLFLAG_RD;
        return leaf(freshType, access | CTLFLAG_MPSAFE | freshType.number & CTLTYPE, freshValue);
    }

    /** Gives a leaf another value of its type. */
    void set(Object fresh) {
        value = fresh;
    }

    /** The value as the kernel hands it out; null for a node. */
    public byte[] read() {
        Object now = value instanceof Supplier ? ((Supplier<?>) value).get() : value;
        switch (type) {
            case NODE:
                return null;
            case OPAQUE:
                return ((byte[]) now).clone();
            case TEXT:
                return (now + "\0").getBytes(StandardCharsets.ISO_8859_1);
            case CHARS:
                return now.toString().getBytes(StandardCharsets.ISO_8859_1);
            default:
                boolean wide = type == Type.LONG || type == Type.U64;
                ByteMemory memory = ByteMemory.allocate(wide ? 8 : 4);
                if (wide) {
                    memory.putLong(0, ((Number) now).longValue());
                } else {
                    memory.putInt(0, ((Number) now).intValue());
                }
                return memory.array();
        }
    }
}
