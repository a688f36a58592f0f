package org.nethook.netif.ffi;

/** sysctl(3), which only some systems have; see {@link LibcFunctions} for how it is bound. */
public interface SysctlFunction {

    /** sysctl(3); all but the second argument are pointers or sizes. */
    int sysctl(long name, int nameLength, long old, long oldLength, long fresh, long freshLength);
}
