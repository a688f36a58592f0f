package org.nethook.netif.sim.corpus;

import java.time.Duration;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.syscall.SimLibC;

/** Makes the recorded calls on a simulated machine and compares the answers. */
final class Calls {
    /** In {@code struct lagg_reqport}. */
    private static final int ACTOR_STATE = 54;

    private static final int LACP_STATE_DEFAULTED = 0x40;
    private static final int IFR_FLAGS6 = 16;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int LONGEST_WAIT = 20;

    private final Machine machine;
    private final SysctlReplay sysctls;
    private final FileCalls files;

    Calls(Machine machine) {
        this.machine = machine;
        this.sysctls = new SysctlReplay(machine);
        this.files = new FileCalls(machine);
    }

    Outcome replay(Exchange exchange) {
        Outcome outcome = new Outcome(exchange);
        switch (exchange.call()) {
            case "ioctl":
                return exchange.bytes("in") == null ? badPointer(exchange, outcome) : ioctl(exchange, outcome);
            case "socket":
                return socket(exchange, outcome);
            case "close":
                return close(exchange, outcome);
            case "write":
                return write(exchange, outcome);
            case "__sysctl":
                return sysctls.byNumber(exchange, outcome);
            case "sysctlbyname":
                return sysctls.byName(exchange, outcome);
            default:
                Outcome file = files.replay(exchange, outcome);
                return file == null ? outcome.leaveOut(OutOfScope.OTHER_CALL) : file;
        }
    }

    private Outcome ioctl(Exchange exchange, Outcome outcome) {
        SimLibC libc = machine.libc(exchange.worker());
        byte[] in = exchange.bytes("in");
        long request = Long.parseUnsignedLong(exchange.text("code").substring(2), 16);
        int descriptor = machine.descriptor(exchange.worker(), exchange.number("fd"));
        letFlagsCome(exchange, libc, descriptor, request);
        letLacpGiveUp(exchange);
        Memory argument = libc.allocate(in.length);
        argument.put(0, in, 0, in.length);
        Memory[] pointedTo = new Memory[exchange.aux().size()];
        for (int i = 0; i < pointedTo.length; i++) {
            Exchange.Aux aux = exchange.aux().get(i);
            pointedTo[i] = libc.allocate(aux.size());
            if (aux.in() != null) {
                pointedTo[i].put(0, aux.in(), 0, Math.min(aux.size(), aux.in().length));
            }
            argument.putLong(aux.offset(), pointedTo[i].address());
        }
        outcome.result(exchange.result(), libc.ioctl(descriptor, request, argument));
        Part out = Part.of(
                "out", Structs.ofRequest(exchange.request()), exchange.bytes("out"), argument.bytes(0, in.length));
        for (int i = 0; i < pointedTo.length; i++) {
            Exchange.Aux aux = exchange.aux().get(i);
            if (argument.getLong(aux.offset()) == pointedTo[i].address()
                    && ByteMemory.of(out.expected()).getLong(aux.offset()) != 0) {
                out.masking(aux.offset(), 8, Mask.POINTER);
            }
            if (aux.out() != null) {
                outcome.part(Part.of(
                        "aux@" + aux.offset(),
                        Structs.pointedTo(exchange.request()),
                        aux.out(),
                        pointedTo[i].bytes(0, Math.min(aux.out().length, aux.size()))));
            }
        }
        return outcome.part(out);
    }

    /** The answer shows that the ports of a lagg no longer wait for a partner. */
    private void letLacpGiveUp(Exchange exchange) {
        boolean ports = exchange.request().equals("SIOCGLAGG") && exchange.ret() == 0;
        byte[] port = !ports || exchange.aux().isEmpty()
                ? new byte[0]
                : exchange.aux().get(0).out();
        boolean gaveUp = port.length > ACTOR_STATE && (port[ACTOR_STATE] & LACP_STATE_DEFAULTED) != 0;
        String lagg = MachineAtStart.text(exchange.bytes("in"), 0);
        for (int step = 0; gaveUp && step < LONGEST_WAIT && machine.waitsForPartner(lagg); step++) {
            machine.pass(WAIT);
        }
    }

    /** The recording does not say how long the recorder waited, but an answer shows what state time has brought an address to. */
    private void letFlagsCome(Exchange exchange, SimLibC libc, int descriptor, long request) {
        if (!exchange.request().equals("SIOCGIFAFLAG_IN6") || exchange.ret() != 0) {
            return;
        }
        int flags = ByteMemory.of(exchange.bytes("out")).getInt(IFR_FLAGS6);
        for (int step = 0; step < LONGEST_WAIT; step++) {
            byte[] in = exchange.bytes("in");
            Memory argument = libc.allocate(in.length);
            argument.put(0, in, 0, in.length);
            if (libc.ioctl(descriptor, request, argument) != 0 || argument.getInt(IFR_FLAGS6) == flags) {
                return;
            }
            machine.pass(WAIT);
        }
    }

    private Outcome badPointer(Exchange exchange, Outcome outcome) {
        SimLibC libc = machine.libc(exchange.worker());
        long request = exchange.args().path(1).asLong() & 0xffffffffL;
        int descriptor =
                machine.descriptor(exchange.worker(), exchange.args().path(0).asInt());
        return outcome.result(exchange.result(), libc.ioctl(descriptor, request, libc.allocate(0)));
    }

    private Outcome socket(Exchange exchange, Outcome outcome) {
        int descriptor = machine.libc(exchange.worker())
                .socket(
                        exchange.args().path(0).asInt(),
                        exchange.args().path(1).asInt(),
                        exchange.args().path(2).asInt());
        if (descriptor >= 0 && exchange.ret() >= 0) {
            machine.opened(exchange.worker(), exchange.ret(), descriptor);
            if (exchange.args().path(0).asInt() == Socket.PF_ROUTE) {
                machine.openedRouteSocket(exchange.worker(), descriptor);
            }
            return descriptor == exchange.ret() ? outcome : outcome.masked(Mask.DESCRIPTOR);
        }
        return outcome.result(exchange.result(), descriptor);
    }

    private Outcome close(Exchange exchange, Outcome outcome) {
        int recorded = exchange.args().path(0).asInt();
        if (exchange.ret() == 0 && !machine.knows(exchange.worker(), recorded)) {
            return outcome.leaveOut(OutOfScope.OTHER_CALL);
        }
        int descriptor = machine.descriptor(exchange.worker(), recorded);
        outcome.result(exchange.result(), machine.libc(exchange.worker()).close(descriptor));
        machine.closed(exchange.worker(), recorded);
        return outcome;
    }

    private Outcome write(Exchange exchange, Outcome outcome) {
        SimLibC libc = machine.libc(exchange.worker());
        byte[] in = exchange.bytes("in");
        Memory buffer = libc.allocate(in.length);
        buffer.put(0, in, 0, in.length);
        return outcome.result(exchange.result(), libc.write(machine.routeSocket(exchange.worker()), buffer, in.length));
    }
}
