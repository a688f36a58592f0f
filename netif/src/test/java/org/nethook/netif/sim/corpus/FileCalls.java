package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.query.PollFd;
import org.nethook.netif.sim.syscall.SimLibC;

/** Makes the recorded calls on devices and modules, which only the simulated process has. */
final class FileCalls {
    private static final int SO_USELOOPBACK = 0x40;
    private static final Set<String> KLD =
            Set.of("kldload", "kldunload", "kldfind", "kldnext", "kldfirstmod", "modfind");
    /** Those that answer with a module's number. */
    private static final Set<String> NUMBERS = Set.of("modfind", "kldfirstmod");

    private final Machine machine;

    FileCalls(Machine machine) {
        this.machine = machine;
    }

    /** Null when it is none of these calls. */
    Outcome replay(Exchange exchange, Outcome outcome) {
        SimLibC libc = machine.libc(exchange.worker());
        switch (exchange.call()) {
            case "open":
                return open(exchange, outcome, libc);
            case "read":
                return read(exchange, outcome, libc);
            case "poll":
                return poll(exchange, outcome, libc);
            case "setsockopt":
                return exchange.request().startsWith("SO_USELOOPBACK ")
                        ? outcome.result(
                                exchange.result(),
                                libc.setsockopt(
                                        machine.routeSocket(exchange.worker()),
                                        Socket.SOL_SOCKET,
                                        SO_USELOOPBACK,
                                        Integer.parseInt(exchange.request().split(" ")[1])))
                        : null;
            default:
                return KLD.contains(exchange.call()) ? modules(exchange, outcome, libc) : null;
        }
    }

    private Outcome open(Exchange exchange, Outcome outcome, SimLibC libc) {
        int descriptor = libc.open(exchange.request());
        if (descriptor < 0 || exchange.ret() < 0) {
            return outcome.result(exchange.result(), descriptor);
        }
        machine.opened(exchange.worker(), exchange.ret(), descriptor);
        if (exchange.request().equals("/dev/devctl")) {
            machine.openedDevctl(descriptor);
        }
        return descriptor == exchange.ret() ? outcome : outcome.masked(Mask.DESCRIPTOR);
    }

    private Outcome read(Exchange exchange, Outcome outcome, SimLibC libc) {
        int descriptor =
                machine.descriptor(exchange.worker(), exchange.args().path(0).asInt());
        byte[] expected = exchange.argument(1, "out");
        Memory buffer = libc.allocate(expected.length);
        int length = exchange.args().path(2).asInt(expected.length);
        outcome.result(exchange.result(), libc.read(descriptor, buffer, length));
        return outcome.part(Part.of("buffer", Layout.PLAIN, expected, buffer.bytes(0, expected.length)));
    }

    private Outcome poll(Exchange exchange, Outcome outcome, SimLibC libc) {
        byte[] expected = exchange.argument(0, "out");
        byte[] in = exchange.argument(0, "in");
        int count = exchange.args().path(1).asInt();
        Memory polled = libc.allocate(in.length);
        polled.put(0, in, 0, in.length);
        for (int i = 0; i < count; i++) {
            int at = i * PollFd.SIZE + PollFd.FD;
            polled.putInt(at, machine.descriptor(exchange.worker(), polled.getInt(at)));
        }
        outcome.result(exchange.result(), libc.poll(polled, count));
        for (int i = 0; i < count; i++) {
            int at = i * PollFd.SIZE + PollFd.FD;
            polled.put(at, in, at, 4);
        }
        return outcome.part(Part.of("pollfd", Layout.PLAIN, expected, polled.bytes(0, in.length)));
    }

    private static String name(Exchange exchange) {
        byte[] bytes = exchange.argument(0, "in");
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
    }

    private Outcome modules(Exchange exchange, Outcome outcome, SimLibC libc) {
        int number = exchange.args().path(0).asInt();
        int result = libc.modules((modules, root) -> {
            switch (exchange.call()) {
                case "kldload":
                    return modules.load(name(exchange), root);
                case "kldunload":
                    modules.unload(number, root);
                    return 0;
                case "kldfind":
                    return modules.findFile(name(exchange));
                case "kldnext":
                    return modules.nextFile(number);
                case "kldfirstmod":
                    return modules.firstModule(number);
                default:
                    return modules.findModule(name(exchange));
            }
        });
        boolean numbered = NUMBERS.contains(exchange.call()) && result > 0 && exchange.ret() > 0;
        if (numbered && result != exchange.ret()) {
            return outcome.masked(Mask.MODULE);
        }
        return outcome.result(exchange.result(), result);
    }
}
