package org.nethook.api;

import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.netif.NetifException;

/** Reads sysctls by name. */
public interface SysctlReader {

    /**
     * Reads a string.
     *
     * @param name such as {@code hw.hn.vfmap}
     * @return the text without its terminating NUL; empty when this kernel has no such name (ENOENT)
     * @throws NetifException when the kernel refuses
     */
    Optional<String> string(String name) throws NetifException;

    /**
     * Reads an integer of any width.
     *
     * @return the value, sign-extended; empty when this kernel has no such name (ENOENT)
     * @throws NetifException when the kernel refuses, or the value is not 1, 2, 4 or 8 bytes long
     */
    OptionalLong integer(String name) throws NetifException;

    /**
     * Reads an unsigned integer of any width.
     *
     * @return the value, zero-extended; of 8 bytes use {@link Long#toUnsignedString(long)} where it may pass 2^63. Empty when
     *     this kernel has no such name (ENOENT)
     * @throws NetifException when the kernel refuses, or the value is not 1, 2, 4 or 8 bytes long
     */
    OptionalLong unsigned(String name) throws NetifException;

    /**
     * Reads a value of any type as it is, such as a struct.
     *
     * @return its bytes; empty when this kernel has no such name (ENOENT)
     * @throws NetifException when the kernel refuses, or the system has no such values
     */
    Optional<byte[]> bytes(String name) throws NetifException;
}
