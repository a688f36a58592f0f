package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EISDIR;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENAMETOOLONG;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMEM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTDIR;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_MAXNAME;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_NET;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_SYSCTL;
import static org.nethook.netif.freebsd.abi.Sysctl.IFMIB_IFDATA;
import static org.nethook.netif.freebsd.abi.Sysctl.NETLINK_GENERIC;
import static org.nethook.netif.freebsd.abi.Sysctl.PF_LINK;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.sysctl.Oid;
import org.nethook.netif.sim.sysctl.OidTree;
import org.nethook.netif.sim.sysctl.SysctlTable;

/** sysctl(3) by number (sys/kern/kern_sysctl.c): values, and what can be asked about the names themselves. */
final class SysctlCalls {
    /** What stands before the name that an operation of the kernel's own is about. */
    private static final int META = 2;

    private static final int MAXPATHLEN = 1024;
    private static final int MAXHOSTNAMELEN = 256;

    private final SysctlTable table;
    private final SysctlLists lists;

    SysctlCalls(Kernel kernel, SysctlTable table) {
        this.table = table;
        this.lists = new SysctlLists(kernel);
    }

    void call(int[] name, Memory old, long[] oldLength, byte[] fresh, boolean root) {
        if (name.length < 2 || name.length > CTL_MAXNAME) {
            throw new KernelError(EINVAL);
        }
        if (name[0] == CTL_SYSCTL) {
            answer(about(name, fresh), old, oldLength);
            return;
        }
        byte[] list = list(name, fresh);
        if (list != null) {
            answer(list, old, oldLength);
            return;
        }
        Oid oid = find(table.tree(), name, 0);
        if (oid.isNode()) {
            throw new KernelError(EISDIR);
        }
        if (fresh != null && (!oid.isWritable() || !root)) {
            throw new KernelError(EPERM);
        }
        byte[] value = oid.read();
        answer(value, old, oldLength);
        if (fresh != null) {
            write(oid, value, fresh);
        }
    }

    private void write(Oid oid, byte[] value, byte[] fresh) {
        if (oid.isText()) {
            if (fresh.length >= MAXHOSTNAMELEN) {
                throw new KernelError(EINVAL);
            }
            table.set(oid.path(), text(fresh));
        } else if (fresh.length < value.length) {
            throw new KernelError(EINVAL);
        } else if (value.length == 4) {
            table.set(oid.path(), ByteMemory.of(fresh).getInt(0));
        } else if (oid.type() != Oid.Type.OPAQUE) {
            table.set(oid.path(), ByteMemory.of(fresh).getLong(0));
        } else {
            throw new KernelError(EPERM);
        }
    }

    /** A value longer than the space for it is cut off, and that is an error. */
    private static void answer(byte[] value, Memory old, long[] oldLength) {
        if (oldLength == null) {
            return;
        }
        if (old == null) {
            oldLength[0] = value.length;
            return;
        }
        int count = (int) Math.min(value.length, Math.min(oldLength[0], old.size()));
        old.put(0, value, 0, count);
        oldLength[0] = count;
        if (count < value.length) {
            throw new KernelError(ENOMEM);
        }
    }

    private static Oid find(OidTree tree, int[] name, int from) {
        int[] numbers = Arrays.copyOfRange(name, from, name.length);
        Oid oid = tree.find(numbers, numbers.length);
        if (oid == null) {
            throw new KernelError(ENOENT);
        }
        if (!oid.isNode() && OidTree.depth(oid) < numbers.length) {
            throw new KernelError(ENOTDIR);
        }
        return oid;
    }

    /** The kernel's own operations, on names. */
    private byte[] about(int[] name, byte[] fresh) {
        OidTree tree = table.tree();
        switch (name[1]) {
            case Sysctl.CTL_SYSCTL_NAME:
                return (tree.name(name, META) + "\0").getBytes(StandardCharsets.ISO_8859_1);
            case Sysctl.CTL_SYSCTL_NEXT:
                Oid next = tree.next(name, META);
                if (next == null) {
                    throw new KernelError(ENOENT);
                }
                return ints(tree.numbers(next));
            case Sysctl.CTL_SYSCTL_NAME2OID:
                return ints(tree.numbers(named(tree, fresh)));
            case Sysctl.CTL_SYSCTL_OIDFMT:
                Oid oid = find(tree, name, META);
                byte[] format = oid.format().getBytes(StandardCharsets.ISO_8859_1);
                ByteMemory answer = ByteMemory.allocate(4 + format.length + 1);
                answer.putInt(0, oid.kind());
                answer.put(4, format, 0, format.length);
                return answer.array();
            case Sysctl.CTL_SYSCTL_OIDDESCR:
                return (find(tree, name, META).description() + "\0").getBytes(StandardCharsets.ISO_8859_1);
            default:
                throw new KernelError(ENOENT);
        }
    }

    private static Oid named(OidTree tree, byte[] name) {
        if (name == null || name.length == 0) {
            throw new KernelError(ENOENT);
        }
        if (name.length >= MAXPATHLEN) {
            throw new KernelError(ENAMETOOLONG);
        }
        Oid oid = tree.find(text(name));
        if (oid == null) {
            throw new KernelError(ENOENT);
        }
        return oid;
    }

    private static byte[] ints(int[] numbers) {
        ByteMemory answer = ByteMemory.allocate(numbers.length * 4);
        for (int i = 0; i < numbers.length; i++) {
            answer.putInt(i * 4, numbers[i]);
        }
        return answer.array();
    }

    private static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Null when the numbers are of neither kind of list. */
    private byte[] list(int[] name, byte[] fresh) {
        if (name[0] == CTL_NET && name[1] == Socket.PF_ROUTE) {
            return lists.route(Arrays.copyOfRange(name, 2, name.length), fresh != null);
        }
        boolean mib = name.length > 4
                && name[0] == CTL_NET
                && name[1] == PF_LINK
                && name[2] == NETLINK_GENERIC
                && name[3] == IFMIB_IFDATA;
        if (mib) {
            byte[] data = lists.ifMib(Arrays.copyOfRange(name, 4, name.length));
            if (fresh != null) {
                throw new KernelError(EPERM);
            }
            return data;
        }
        return null;
    }
}
