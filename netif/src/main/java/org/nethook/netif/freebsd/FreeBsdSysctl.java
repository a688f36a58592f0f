package org.nethook.netif.freebsd;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.Sysctl;

/** Reads sysctls as sysctlbyname(3) does: the kernel turns the name into numbers, and the numbers are read. */
final class FreeBsdSysctl implements SysctlReader {
    private static final int[] NAME2OID = {Sysctl.CTL_SYSCTL, Sysctl.CTL_SYSCTL_NAME2OID};
    private static final int VALUE_BYTES = 1024;

    private final KernelCalls kernel;

    FreeBsdSysctl(KernelCalls kernel) {
        this.kernel = kernel;
    }

    @Override
    public Optional<String> string(String name) throws NetifException {
        ByteMemory value = read(name);
        return value == null ? Optional.empty() : Optional.of(CString.get(value, 0, value.size()));
    }

    @Override
    public OptionalLong integer(String name) throws NetifException {
        ByteMemory value = read(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        // The bits above those there are become copies of the sign.
        int above = Long.SIZE - 8 * width(value, name);
        return OptionalLong.of(bits(value) << above >> above);
    }

    @Override
    public OptionalLong unsigned(String name) throws NetifException {
        ByteMemory value = read(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        width(value, name);
        return OptionalLong.of(bits(value));
    }

    @Override
    public Optional<byte[]> bytes(String name) throws NetifException {
        ByteMemory value = read(name);
        return value == null ? Optional.empty() : Optional.of(value.array());
    }

    private static int width(ByteMemory value, String name) throws NetifException {
        int width = value.size();
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new NetifException(operation(name), "", "its " + width + " bytes are no integer");
        }
        return width;
    }

    /** Of at most eight bytes, zero-extended. */
    private static long bits(ByteMemory value) {
        long bits = 0;
        for (int i = value.size() - 1; i >= 0; i--) {
            bits = bits << 8 | value.getByte(i);
        }
        return bits;
    }

    private ByteMemory read(String name) throws NetifException {
        String operation = operation(name);
        if (name.isEmpty()) {
            throw new NetifException(operation, "", "the name is empty");
        }
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        Memory text = kernel.allocate(bytes.length);
        text.put(0, bytes, 0, bytes.length);
        ByteMemory numbers = kernel.sysctl(NAME2OID, text, Sysctl.CTL_MAXNAME * 4, operation, "");
        if (numbers == null) {
            return null;
        }
        int[] oid = new int[numbers.size() / 4];
        for (int i = 0; i < oid.length; i++) {
            oid[i] = numbers.getInt(i * 4);
        }
        return kernel.sysctl(oid, null, VALUE_BYTES, operation, "");
    }

    private static String operation(String name) {
        return "read sysctl " + name;
    }
}
