package org.nethook.netif.ffi;

import com.kenai.jffi.Library;
import com.kenai.jffi.Type;

/**
 * The functions of libc on the way of an event. Pointers and sizes are Java longs: every supported machine is LP64. ioctl(2) is
 * variadic in C; on amd64 and arm64 of Linux and FreeBSD its third argument goes in the register it would have in a fixed
 * call, and the native part of jffi for FreeBSD has no variadic calls, so it is called as a fixed one.
 */
final class EventFunctions {
    final NativeFunction socket;
    final NativeFunction close;
    final NativeFunction ioctl;
    final NativeFunction read;
    final NativeFunction write;
    final NativeFunction recvfrom;

    EventFunctions(Library libc) {
        socket = new NativeFunction(libc, "socket", Type.SINT32, Type.SINT32, Type.SINT32, Type.SINT32);
        close = new NativeFunction(libc, "close", Type.SINT32, Type.SINT32);
        ioctl = new NativeFunction(libc, "ioctl", Type.SINT32, Type.SINT32, Type.UINT64, Type.POINTER);
        read = new NativeFunction(libc, "read", Type.SINT64, Type.SINT32, Type.POINTER, Type.UINT64);
        write = new NativeFunction(libc, "write", Type.SINT64, Type.SINT32, Type.POINTER, Type.UINT64);
        recvfrom = new NativeFunction(
                libc,
                "recvfrom",
                Type.SINT64,
                Type.SINT32,
                Type.POINTER,
                Type.UINT64,
                Type.SINT32,
                Type.POINTER,
                Type.POINTER);
    }
}
