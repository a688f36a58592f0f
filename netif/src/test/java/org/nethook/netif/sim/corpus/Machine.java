package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.netif.sim.kernel.Ifnet;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelListener;
import org.nethook.netif.sim.kernel.Release;
import org.nethook.netif.sim.syscall.RouteSockets;
import org.nethook.netif.sim.syscall.SimLibC;
import org.nethook.netif.sim.syscall.SysctlTable;

/** A simulated machine in the place of a recorded one, with the recorder's two processes on it. */
final class Machine implements AutoCloseable {
    private static final int PID = 1;
    private static final int UNUSED_DESCRIPTORS = 1000;

    private final VirtualTime time = new VirtualTime(Instant.ofEpochSecond(1_600_000_000));
    private final MachineAtStart start;
    private final Kernel kernel;
    private final List<SimLibC> workers;
    private final List<Map<Integer, Integer>> descriptors = List.of(new HashMap<>(), new HashMap<>());
    private final int routeSocket;
    private final EventStream routing;
    private final EventStream devctl;
    private final GeneratedMacs macs;
    private int group;

    Machine(Recording recording, EventStream routing, EventStream devctl) {
        this.routing = routing;
        this.devctl = devctl;
        start = MachineAtStart.of(recording);
        kernel = new Kernel(Release.of(recording.release()), time, time, true);
        RouteSockets routeSockets = new RouteSockets(kernel);
        SysctlTable sysctls = new SysctlTable(kernel, Map.of());
        kernel.addListener(routeSockets);
        kernel.addListener(new KernelListener() {
            @Override
            public void devctl(String line) {
                Machine.this.devctl.actual(group, (line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        macs = new GeneratedMacs(recording);
        kernel.cloners().useMacs(macs::of);
        workers = List.of(
                new SimLibC(kernel, routeSockets, sysctls, new SimLibC.Process(PID, true)),
                new SimLibC(kernel, routeSockets, sysctls, new SimLibC.Process(PID + 1, false)));
        for (MachineAtStart.Device device : start.devices()) {
            attach(device);
        }
        routeSocket = workers.get(0).socket(Socket.PF_ROUTE, Socket.SOCK_RAW, 0);
        pass(Duration.ofSeconds(10));
    }

    private void attach(MachineAtStart.Device device) {
        if (device.name().equals(MachineAtStart.LOOPBACK)) {
            kernel.cloners().createLoopback();
        } else {
            kernel.plugIn(device.name(), device.driver(), device.mac(), 1500, true);
        }
    }

    SimLibC libc(int worker) {
        return workers.get(Math.min(worker, 1));
    }

    /** From now on messages belong to this call. */
    void group(int number, Exchange exchange) {
        group = number;
        macs.at(exchange.seq());
    }

    void pass(Duration duration) {
        time.runUntil(time.elapsed().plus(duration));
        drain();
    }

    /** Reads what the recorder's own routing socket has. */
    private void drain() {
        SimLibC libc = libc(0);
        Memory buffer = libc.allocate(4096);
        for (int length = libc.read(routeSocket, buffer, buffer.size());
                length > 0;
                length = libc.read(routeSocket, buffer, buffer.size())) {
            routing.actual(group, buffer.bytes(0, length));
        }
    }

    void opened(int worker, int recorded, int descriptor) {
        descriptors.get(worker).put(recorded, descriptor);
    }

    void closed(int worker, int recorded) {
        descriptors.get(worker).remove(recorded);
    }

    /** The descriptor here of a recorded one; one that is not open for one that was not. */
    int descriptor(int worker, int recorded) {
        Integer here = descriptors.get(worker).get(recorded);
        return here != null || recorded < 0 ? (here == null ? recorded : here) : recorded + UNUSED_DESCRIPTORS;
    }

    boolean knows(int worker, int recorded) {
        return descriptors.get(worker).containsKey(recorded);
    }

    int routeSocket(int worker) {
        return worker == 0
                ? routeSocket
                : descriptors.get(worker).values().stream().reduce(-1, Math::max);
    }

    /** Pulls out the network card, by its driver's name and unit, whatever it is called now. */
    void detach(String card) {
        Ifnet ifp = card(card);
        if (ifp != null) {
            kernel.pull(ifp);
        }
    }

    void attachAgain(String card) {
        for (MachineAtStart.Device device : start.devices()) {
            if (device.name().equals(card) && card(card) == null) {
                attach(device);
            }
        }
    }

    void setCable(String card, boolean in) {
        Ifnet ifp = card(card);
        if (ifp != null) {
            kernel.setCable(ifp, in);
        }
    }

    /** The n-th network card the machine had at the start. */
    String card(int number) {
        int at = 0;
        for (MachineAtStart.Device device : start.devices()) {
            if (device.mac() != null && at++ == number) {
                return device.name();
            }
        }
        return "";
    }

    private Ifnet card(String driverNameAndUnit) {
        for (Ifnet ifp : kernel.interfaces().list()) {
            if (ifp.driverNameAndUnit().equals(driverNameAndUnit)) {
                return ifp;
            }
        }
        return null;
    }

    @Override
    public void close() {
        workers.forEach(SimLibC::close);
    }
}
