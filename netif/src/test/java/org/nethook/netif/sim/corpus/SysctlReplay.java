package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.sim.corpus.Part.Range;
import org.nethook.netif.sim.syscall.SimLibC;

/** sysctl(3), by numbers and by name. */
final class SysctlReplay {
    /** Names from here on got their numbers from the kernel. */
    private static final int CTL_AUTO_START = 0x100;

    private static final int NET_RT_IFLISTL = 5;
    private static final int IFMIB_DATA = 56;
    private static final Layout IFMIB = new Layout() {
        @Override
        public List<Range> masks(byte[] expected, byte[] actual) {
            return expected.length == 208 ? Messages.ifData(IFMIB_DATA) : List.of();
        }

        @Override
        public String field(byte[] bytes, int offset) {
            return offset < IFMIB_DATA
                    ? "ifmibdata+" + offset
                    : "ifmibdata." + Structs.name("if_data", offset - IFMIB_DATA);
        }
    };

    private final Machine machine;

    SysctlReplay(Machine machine) {
        this.machine = machine;
    }

    Outcome byNumber(Exchange exchange, Outcome outcome) {
        return value(exchange, outcome, exchange.mib());
    }

    /** As libc does it: the name's numbers first, then the value of these. */
    Outcome byName(Exchange exchange, Outcome outcome) {
        SimLibC libc = machine.libc(exchange.worker());
        byte[] name = exchange.request().getBytes(StandardCharsets.ISO_8859_1);
        Memory fresh = libc.allocate(Math.max(1, name.length));
        fresh.put(0, name, 0, name.length);
        Memory old = libc.allocate((Sysctl.CTL_MAXNAME + 2) * 4);
        long[] length = {old.size()};
        int result =
                libc.sysctl(new int[] {Sysctl.CTL_SYSCTL, Sysctl.CTL_SYSCTL_NAME2OID}, old, length, fresh, name.length);
        int[] expected = exchange.mib();
        if (result < 0 || expected == null) {
            return outcome.result(expected == null ? exchange.result() : 0, result);
        }
        int[] mib = new int[(int) length[0] / 4];
        for (int i = 0; i < mib.length; i++) {
            mib[i] = old.getInt(i * 4);
        }
        compareNumbers(outcome, expected, mib);
        return exchange.has("oldlenp_in") ? value(exchange, outcome, mib) : outcome.result(exchange.result(), 0);
    }

    private static void compareNumbers(Outcome outcome, int[] expected, int[] actual) {
        boolean same = expected.length == actual.length;
        for (int i = 0; same && i < expected.length; i++) {
            boolean given = expected[i] >= CTL_AUTO_START && actual[i] >= CTL_AUTO_START;
            same = given || expected[i] == actual[i];
            if (given && expected[i] != actual[i]) {
                outcome.masked(Mask.OID);
            }
        }
        if (!same) {
            outcome.differs("number " + Arrays.toString(actual) + ", recorded " + Arrays.toString(expected));
        }
    }

    private Outcome value(Exchange exchange, Outcome outcome, int[] mib) {
        SimLibC libc = machine.libc(exchange.worker());
        int room = exchange.number("oldlenp_in");
        Memory old = room == 0 ? null : libc.allocate(room);
        byte[] value = exchange.bytes("newp");
        Memory fresh = null;
        if (value != null) {
            fresh = libc.allocate(value.length);
            fresh.put(0, value, 0, value.length);
        }
        long[] length = {room};
        int result = libc.sysctl(mib, old, length, fresh, value == null ? 0 : value.length);
        outcome.result(exchange.result(), result);
        if (exchange.has("oldlenp_out") && exchange.number("oldlenp_out") != length[0]) {
            outcome.differs("length " + length[0] + ", recorded " + exchange.number("oldlenp_out"));
        }
        if (exchange.has("out") && old != null && (result == 0 || result == -FreeBsdErrno.ENOMEM)) {
            byte[] answer = old.bytes(0, (int) Math.min(length[0], old.size()));
            outcome.part(Part.of("out", layout(mib), exchange.bytes("out"), answer));
        }
        return outcome;
    }

    private static Layout layout(int[] mib) {
        if (mib.length == 6 && mib[0] == Sysctl.CTL_NET && mib[1] == 17) {
            return mib[4] == NET_RT_IFLISTL ? Messages.LONG_LIST : Messages.LIST;
        }
        return mib.length == 6 && mib[0] == Sysctl.CTL_NET && mib[1] == 18 ? IFMIB : Layout.PLAIN;
    }
}
