package org.nethook.host.plugin.classfile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes from a plugin's classes what would end the host: System.exit, Runtime.exit and Runtime.halt. Their references in the
 * constant pool are made to name a method that does not exist, so that a call, and a method reference, fails with a
 * NoSuchMethodError where it stands, and code that is never run, such as a library's {@code main}, does no harm. What a plugin
 * finds by reflection is out of reach.
 *
 * <p>Source of the layout: Java Virtual Machine Specification, chapter 4.4.
 */
public final class ExitCalls {
    private static final String REFUSED = "_would_end_the_host_and_is_refused";
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final int[] entries;
    private final int end;

    private ExitCalls(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
        this.entries = new int[in.getChar(8)];
        int at = 10;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            int tag = bytes[at];
            if (tag == 5 || tag == 6) {
                i++; // a long or a double takes two numbers
            }
            at += size(tag, at);
        }
        this.end = at;
    }

    /** The class without such calls; the same array when it has none. A class that is malformed is left for the JVM to refuse. */
    public static byte[] disarm(byte[] classFile) {
        if (classFile.length < 10 || ByteBuffer.wrap(classFile).getInt(0) != 0xCAFEBABE) {
            return classFile;
        }
        try {
            return new ExitCalls(classFile).disarmed();
        } catch (IndexOutOfBoundsException e) {
            return classFile;
        }
    }

    /** What was thrown, as an operator reads it. */
    public static String inWords(Throwable thrown) {
        String message = thrown instanceof NoSuchMethodError ? thrown.getMessage() : null;
        int refused = message == null ? -1 : message.indexOf(REFUSED);
        if (refused < 0) {
            return thrown.toString();
        }
        int name = Math.max(message.lastIndexOf(' ', refused), message.lastIndexOf('\'', refused)) + 1;
        return message.substring(name, refused) + " was called, which would end the host; refused";
    }

    private int size(int tag, int at) {
        switch (tag) {
            case UTF8:
                return 3 + in.getChar(at + 1);
            case CLASS, 8, 16, 19, 20:
                return 3;
            case 15:
                return 4;
            case 5, 6:
                return 9;
            case 3, 4, 9, METHOD, 11, NAME_AND_TYPE, 17, 18:
                return 5;
            default:
                throw new IndexOutOfBoundsException("constant pool tag " + tag);
        }
    }

    private byte[] disarmed() {
        byte[] out = bytes;
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        int count = entries.length;
        for (int entry : entries) {
            if (entry == 0 || bytes[entry] != METHOD) {
                continue;
            }
            int owner = entries[in.getChar(entry + 1)];
            int nameAndType = entries[in.getChar(entry + 3)];
            int name = entries[in.getChar(nameAndType + 1)];
            if (!ends(entries[in.getChar(owner + 1)], name)) {
                continue;
            }
            if (out == bytes) {
                out = bytes.clone();
            }
            addUtf8(added, text(name) + REFUSED);
            added.write(NAME_AND_TYPE);
            addChar(added, count);
            addChar(added, in.getChar(nameAndType + 3));
            ByteBuffer.wrap(out).putChar(entry + 3, (char) (count + 1));
            count += 2;
        }
        if (out == bytes || count > Character.MAX_VALUE) {
            return bytes;
        }
        byte[] more = added.toByteArray();
        byte[] whole = new byte[out.length + more.length];
        System.arraycopy(out, 0, whole, 0, end);
        System.arraycopy(more, 0, whole, end, more.length);
        System.arraycopy(out, end, whole, end + more.length, out.length - end);
        ByteBuffer.wrap(whole).putChar(8, (char) count);
        return whole;
    }

    private boolean ends(int owner, int name) {
        boolean system = is(owner, "java/lang/System");
        return (system || is(owner, "java/lang/Runtime")) && (is(name, "exit") || !system && is(name, "halt"));
    }

    private boolean is(int entry, String text) {
        int length = in.getChar(entry + 1);
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

    private String text(int entry) {
        return new String(bytes, entry + 3, in.getChar(entry + 1), StandardCharsets.US_ASCII);
    }

    private static void addUtf8(ByteArrayOutputStream out, String text) {
        out.write(UTF8);
        addChar(out, text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static void addChar(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
