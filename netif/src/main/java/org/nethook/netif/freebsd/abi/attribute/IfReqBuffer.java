package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;

/** {@code struct ifreq_buffer} (net/if.h), which stands in the union of an {@link IfReq}: a length and a pointer. */
public final class IfReqBuffer {
    public static final int SIZE = 16;
    public static final int LENGTH = 0;
    public static final int BUFFER = 8;

    private IfReqBuffer() {}

    /**
     * Points a request to a buffer.
     *
     * @param request an {@link IfReq}
     * @param address 0 for none
     * @param length in bytes
     */
    public static void put(Memory request, long address, int length) {
        request.putLong(IfReq.IFR_DATA + LENGTH, length);
        request.putLong(IfReq.IFR_DATA + BUFFER, address);
    }

    /** The length in bytes. */
    public static long length(Memory request) {
        return request.getLong(IfReq.IFR_DATA + LENGTH);
    }

    /** The buffer's address; 0 for none. */
    public static long buffer(Memory request) {
        return request.getLong(IfReq.IFR_DATA + BUFFER);
    }
}
