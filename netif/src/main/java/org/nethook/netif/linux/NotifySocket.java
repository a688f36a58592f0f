package org.nethook.netif.linux;

import java.nio.charset.StandardCharsets;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.abi.SockaddrUn;

/**
 * Tells the service manager that started this process how it is: sd_notify(3), a datagram to the Unix socket that the
 * environment names.
 */
final class NotifySocket {
    private final LibC libc;
    private final String path;

    /** @param path as in NOTIFY_SOCKET: an absolute path, or a name that begins with {@code @} and is in no file system */
    NotifySocket(LibC libc, String path) {
        this.libc = libc;
        this.path = path;
    }

    /** Sends the assignments, such as {@code READY=1}; returns whether that worked. */
    boolean tell(String assignments) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        boolean usable = name.length > 1 && (name[0] == '/' || name[0] == '@') && name.length < SockaddrUn.SUN_PATH_LEN;
        int fd = usable ? libc.socket(SockaddrUn.AF_UNIX, SockaddrUn.SOCK_DGRAM | NlMsgHdr.SOCK_CLOEXEC, 0) : -1;
        if (fd < 0) {
            return false;
        }
        try {
            byte[] text = assignments.getBytes(StandardCharsets.UTF_8);
            Memory message = libc.allocate(text.length);
            message.put(0, text, 0, text.length);
            return libc.connect(fd, address(name), SockaddrUn.SUN_PATH + name.length) == 0
                    && libc.write(fd, message, text.length) == text.length;
        } finally {
            libc.close(fd);
        }
    }

    private Memory address(byte[] name) {
        Memory address = libc.allocate(SockaddrUn.SIZE);
        address.putShort(SockaddrUn.SUN_FAMILY, SockaddrUn.AF_UNIX);
        address.put(SockaddrUn.SUN_PATH, name, 0, name.length);
        if (name[0] == '@') {
            address.putByte(SockaddrUn.SUN_PATH, 0);
        }
        return address;
    }
}
