package org.nethook.netif.ffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;

/**
 * One function of a library, called through jffi, which is the lower half of jnr-ffi. Without the machine code that jnr-ffi
 * would make at start, it goes through some thirty methods for a call; this goes through three. Looked for when it is first
 * called. errno is kept for {@link com.kenai.jffi.LastError}. Usable by any thread.
 */
final class NativeFunction {
    private final Library library;
    private final String name;
    private final CallContext context;
    private volatile long address;

    /**
     * @param result what it returns
     * @param parameters of LP64: an int is {@code SINT32}, the rest is as long as a pointer
     */
    NativeFunction(Library library, String name, Type result, Type... parameters) {
        this.library = library;
        this.name = name;
        this.context = CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, true);
    }

    /** @throws UnsatisfiedLinkError when the library has no such function */
    private long address() {
        long known = address;
        if (known == 0) {
            known = library.getSymbolAddress(name);
            if (known == 0) {
                throw new UnsatisfiedLinkError(Library.getLastError());
            }
            address = known;
        }
        return known;
    }

    long call(long first) {
        return Invoker.getInstance().invokeN1(context, address(), first);
    }

    long call(long first, long second, long third) {
        return Invoker.getInstance().invokeN3(context, address(), first, second, third);
    }

    long call(long first, long second, long third, long fourth, long fifth, long sixth) {
        return Invoker.getInstance().invokeN6(context, address(), first, second, third, fourth, fifth, sixth);
    }
}
