package org.nethook.netif.ffi;

/**
 * sysctl(3), which only some systems have; see {@link SocketFunctions} for how it is bound.
 *
 * <p>It has one argument more than C's: the machine code that jnr-ffi 2.3 makes on amd64 for a call with exactly six passes a
 * return address for the sixth. For seven it makes none and goes through jffi. The callee does not look at the seventh.
 */
public interface SysctlFunction {

    /** sysctl(3); all but the second argument are pointers or sizes; {@code unused} is 0. */
    int sysctl(long name, int nameLength, long old, long oldLength, long fresh, long freshLength, long unused);
}
