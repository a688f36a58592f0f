package org.nethook.dist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The flag by which a 64-bit little-endian ELF file asks for executable thread stacks: {@code p_flags} of its {@code
 * PT_GNU_STACK} program header (elf(5)).
 */
final class ExecutableStack {
    private static final int ELF_MAGIC = 0x464c457f;
    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;
    private static final int E_PHOFF = 32;
    private static final int E_PHENTSIZE = 54;
    private static final int E_PHNUM = 56;
    private static final int P_FLAGS = 4;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int PF_X = 1;
    private static final int PF_W = 2;
    private static final int PF_R = 4;

    private ExecutableStack() {}

    /** Whether loading this file makes thread stacks executable; a file that does not say so asks for it. */
    static boolean isWanted(byte[] elf) {
        ByteBuffer file = checked(elf);
        int header = stackHeader(file);
        return header < 0 || (file.getInt(header + P_FLAGS) & PF_X) != 0;
    }

    /**
     * Turns read, write, execute into read, write.
     *
     * @throws IllegalArgumentException when the file asks for anything else, so that nobody patches what they do not know
     */
    static void clear(byte[] elf) {
        ByteBuffer file = checked(elf);
        int header = stackHeader(file);
        if (header < 0) {
            throw new IllegalArgumentException("no PT_GNU_STACK program header");
        }
        int flags = file.getInt(header + P_FLAGS);
        if (flags != (PF_R | PF_W | PF_X)) {
            throw new IllegalArgumentException("PT_GNU_STACK has p_flags " + flags + ", not 7");
        }
        file.putInt(header + P_FLAGS, PF_R | PF_W);
    }

    private static ByteBuffer checked(byte[] elf) {
        ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.length < 64 || file.getInt(0) != ELF_MAGIC || elf[4] != ELFCLASS64 || elf[5] != ELFDATA2LSB) {
            throw new IllegalArgumentException("not a 64-bit little-endian ELF file");
        }
        return file;
    }

    private static int stackHeader(ByteBuffer file) {
        long start = file.getLong(E_PHOFF);
        int size = Short.toUnsignedInt(file.getShort(E_PHENTSIZE));
        int count = Short.toUnsignedInt(file.getShort(E_PHNUM));
        if (start < 0 || start + (long) size * count > file.capacity()) {
            throw new IllegalArgumentException("program headers end after the file");
        }
        for (int i = 0; i < count; i++) {
            int header = (int) start + i * size;
            if (file.getInt(header) == PT_GNU_STACK) {
                return header;
            }
        }
        return -1;
    }
}
