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

    private final byte[] bytes;
    private final ConstantPool pool;

    private ExitCalls(byte[] bytes) {
        this.bytes = bytes;
        this.pool = new ConstantPool(bytes);
    }

    /** The class without such calls; the same array when it has none. A class that is malformed is left for the JVM to refuse. */
    public static byte[] disarm(byte[] classFile) {
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
            return isOfApi(thrown)
                    ? thrown + ": built for another nethook; \"nethook plugins verify\" names all that it lacks"
                    : thrown.toString();
        }
        int name = Math.max(message.lastIndexOf(' ', refused), message.lastIndexOf('\'', refused)) + 1;
        return message.substring(name, refused) + " was called, which would end the host; refused";
    }

    private static boolean isOfApi(Throwable thrown) {
        String message = thrown instanceof LinkageError ? thrown.getMessage() : null;
        return message != null && (message.contains("org.nethook.api.") || message.contains("org/nethook/api/"));
    }

    private byte[] disarmed() {
        byte[] out = bytes;
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        int count = pool.count();
        for (int i = 1; i < pool.count(); i++) {
            if (pool.tag(i) != ConstantPool.METHOD) {
                continue;
            }
            int entry = pool.at(i);
            int nameAndType = pool.named(entry + 3);
            int name = pool.named(nameAndType + 1);
            if (!ends(pool.named(pool.named(entry + 1) + 1), name)) {
                continue;
            }
            if (out == bytes) {
                out = bytes.clone();
            }
            addUtf8(added, pool.text(name) + REFUSED);
            added.write(ConstantPool.NAME_AND_TYPE);
            addChar(added, count);
            addChar(added, pool.number(nameAndType + 3));
            ByteBuffer.wrap(out).putChar(entry + 3, (char) (count + 1));
            count += 2;
        }
        if (out == bytes || count > Character.MAX_VALUE) {
            return bytes;
        }
        int end = pool.end();
        byte[] more = added.toByteArray();
        byte[] whole = new byte[out.length + more.length];
        System.arraycopy(out, 0, whole, 0, end);
        System.arraycopy(more, 0, whole, end, more.length);
        System.arraycopy(out, end, whole, end + more.length, out.length - end);
        ByteBuffer.wrap(whole).putChar(8, (char) count);
        return whole;
    }

    private boolean ends(int owner, int name) {
        boolean system = pool.is(owner, "java/lang/System");
        return (system || pool.is(owner, "java/lang/Runtime"))
                && (pool.is(name, "exit") || !system && pool.is(name, "halt"));
    }

    private static void addUtf8(ByteArrayOutputStream out, String text) {
        out.write(ConstantPool.UTF8);
        addChar(out, text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static void addChar(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
