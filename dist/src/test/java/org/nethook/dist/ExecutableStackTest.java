package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutableStackTest {
    private static final int PT_LOAD = 1;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int HEADERS = 64;
    private static final int HEADER_SIZE = 56;

    @Test
    void shouldClearNothingButTheExecuteBit() {
        byte[] expected = elf(PT_LOAD, 5, PT_GNU_STACK, 6);
        byte[] library = elf(PT_LOAD, 5, PT_GNU_STACK, 7);
        assertTrue(ExecutableStack.isWanted(library));

        ExecutableStack.clear(library);

        assertArrayEquals(expected, library);
        assertFalse(ExecutableStack.isWanted(library));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6, 15})
    void shouldRefuseFlagsNobodyExamined(int flags) {
        byte[] library = elf(PT_LOAD, 5, PT_GNU_STACK, flags);
        byte[] before = library.clone();

        Exception refusal = assertThrows(IllegalArgumentException.class, () -> ExecutableStack.clear(library));

        assertEquals("PT_GNU_STACK has p_flags " + flags + ", not 7", refusal.getMessage());
        assertArrayEquals(before, library);
    }

    @Test
    void shouldCountAMissingHeaderAsAWish() {
        byte[] library = elf(PT_LOAD, 5);

        assertTrue(ExecutableStack.isWanted(library));
        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.clear(library));
    }

    @Test
    void shouldRefuseWhatIsNoElfFileOfThisKind() {
        byte[] notElf = new byte[100];
        byte[] thirtyTwoBits = elf(PT_GNU_STACK, 7);
        thirtyTwoBits[4] = 1;
        byte[] bigEndian = elf(PT_GNU_STACK, 7);
        bigEndian[5] = 2;

        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.isWanted(notElf));
        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.isWanted(new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.isWanted(thirtyTwoBits));
        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.isWanted(bigEndian));
    }

    @Test
    void shouldRefuseHeadersBeyondTheEndOfTheFile() {
        byte[] library = elf(PT_GNU_STACK, 7);
        library[56] = 2;

        assertThrows(IllegalArgumentException.class, () -> ExecutableStack.clear(library));
    }

    /** An ELF file of nothing but program headers, given as pairs of p_type and p_flags. */
    private static byte[] elf(int... typesAndFlags) {
        int count = typesAndFlags.length / 2;
        ByteBuffer file = ByteBuffer.allocate(HEADERS + count * HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        file.putLong(32, HEADERS);
        file.putShort(54, (short) HEADER_SIZE);
        file.putShort(56, (short) count);
        for (int i = 0; i < count; i++) {
            file.putInt(HEADERS + i * HEADER_SIZE, typesAndFlags[2 * i]);
            file.putInt(HEADERS + i * HEADER_SIZE + 4, typesAndFlags[2 * i + 1]);
        }
        return file.array();
    }
}
