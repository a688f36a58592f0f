package org.nethook.host.plugin.classfile;

import java.nio.charset.StandardCharsets;

/** The constant pool of a class file, read where it stands; plain bytes, because every class of a plugin passes here at each start. */
final class ConstantPool {
    static final int UTF8 = 1;
    static final int CLASS = 7;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;

    private static final int MAGIC = 0xCAFEBABE;

    private final byte[] bytes;
    private final int[] entries;
    private final int end;

    /** @throws IndexOutOfBoundsException when it is no class file, or malformed */
    ConstantPool(byte[] classFile) {
        this.bytes = classFile;
        if ((number(0) << 16 | number(2)) != MAGIC) {
            throw new IndexOutOfBoundsException("no class file");
        }
        this.entries = new int[number(8)];
        int at = 10;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            int tag = bytes[at];
            if (tag == 5 || tag == 6) {
                i++; // a long or a double takes two numbers
            }
            at += tag == UTF8 ? 3 + number(at + 1) : size(tag);
        }
        this.end = at;
    }

    private static int size(int tag) {
        switch (tag) {
            case CLASS, 8, 16, 19, 20:
                return 3;
            case 15:
                return 4;
            case 5, 6:
                return 9;
            case 3, 4, FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, 17, 18:
                return 5;
            default:
                throw new IndexOutOfBoundsException("constant pool tag " + tag);
        }
    }

    /** How many numbers it has; 0 is none of an entry. */
    int count() {
        return entries.length;
    }

    /** The byte behind it. */
    int end() {
        return end;
    }

    /** Where the entry of this number stands; 0 for a number without one. */
    int at(int number) {
        return entries[number];
    }

    /** What kind of entry it is; 0 for a number without one. */
    int tag(int number) {
        return entries[number] == 0 ? 0 : bytes[entries[number]];
    }

    /** Where the entry stands whose number is written here. */
    int named(int position) {
        return entries[number(position)];
    }

    /** The number that is written here. */
    int number(int position) {
        return (bytes[position] & 0xFF) << 8 | bytes[position + 1] & 0xFF;
    }

    /** The text of the UTF8 entry that stands here. */
    String text(int entry) {
        return new String(bytes, entry + 3, number(entry + 1), StandardCharsets.UTF_8);
    }

    /** Whether the UTF8 entry that stands here is this text of ASCII characters. */
    boolean is(int entry, String text) {
        int length = number(entry + 1);
        if (length != text.length()) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) { // from the end: many names begin alike
            if (bytes[entry + 3 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The name of the class whose CLASS entry's number is written here; null for 0. */
    String className(int position) {
        return number(position) == 0 ? null : text(named(named(position) + 1));
    }
}
