package org.nethook.netif.sim.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Lagg;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.module.Modules;
import org.nethook.netif.sim.syscall.Devices;
import org.nethook.netif.sim.syscall.RouteSockets;
import org.nethook.netif.sim.syscall.SimLibC;
import org.nethook.netif.sim.sysctl.SysctlTable;

/** A simulated machine in the place of a recorded one, with the recorder's two processes on it. */
final class Machine implements AutoCloseable {
    private static final int PID = 1;
    private static final int UNUSED_DESCRIPTORS = 1000;
    private static final int CONSOLE_DESCRIPTORS = 3;
    private static final Pattern WITHOUT = Pattern.compile("without (\\S+)");

    private final VirtualTime time = new VirtualTime(Instant.ofEpochSecond(1_600_000_000));
    private final MachineAtStart start;
    private final Kernel kernel;
    private final List<SimLibC> workers;
    private final List<Map<Integer, Integer>> descriptors = List.of(new HashMap<>(), new HashMap<>());
    private final int routeSocket;
    private final EventStream routing;
    private final EventStream devctl;
    private final GeneratedMacs macs;
    private final int[] routeSockets = {-1, -1};
    private int devctlDescriptor = -1;
    private int group;

    Machine(Recording recording, EventStream routing, EventStream devctl) {
        this.routing = routing;
        this.devctl = devctl;
        start = MachineAtStart.of(recording);
        kernel = new Kernel(Release.of(recording.release()), time, time, true);
        RouteSockets sockets = new RouteSockets(kernel);
        Devices devices = new Devices(kernel);
        configure(recording.kernel(), devices.modules());
        SysctlTable sysctls = new SysctlTable(kernel, Map.of());
        kernel.addListener(sockets);
        kernel.addListener(devices);
        macs = new GeneratedMacs(recording);
        kernel.cloners().useMacs(macs::of);
        workers = List.of(
                new SimLibC(kernel, sockets, sysctls, devices, new SimLibC.Process(PID, true)),
                new SimLibC(kernel, sockets, sysctls, devices, new SimLibC.Process(PID + 1, false)));
        for (Map<Integer, Integer> open : descriptors) {
            for (int console = 0; console < CONSOLE_DESCRIPTORS; console++) {
                open.put(console, console);
            }
        }
        for (MachineAtStart.Device device : start.devices()) {
            attach(device);
        }
        routeSocket = workers.get(0).socket(Socket.PF_ROUTE, Socket.SOCK_RAW, 0);
        pass(Duration.ofSeconds(10));
    }

    /** What was not built into the recorded kernel, and what was. */
    private void configure(String kernelInWords, Modules modules) {
        Matcher without = WITHOUT.matcher(kernelInWords);
        if (without.find()) {
            List.of(without.group(1).split("/")).forEach(modules::makeLoadable);
        }
        if (kernelInWords.contains("with hyperv")) {
            kernel.buildWithHyperV();
        }
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
        drain(0, routeSocket, message -> routing.actual(group, message));
        for (int worker = 0; worker < routeSockets.length; worker++) {
            if (routeSockets[worker] >= 0) {
                drain(worker, routeSockets[worker], message -> routing.also(group, message));
            }
        }
    }

    /** Reads the lines that the recorder read after each call but its own reads. */
    void drainDevctl() {
        if (devctlDescriptor >= 0) {
            drain(0, devctlDescriptor, line -> devctl.actual(group, line));
        }
    }

    /** Reads all there is. */
    private void drain(int worker, int descriptor, Consumer<byte[]> into) {
        byte[] message = read(worker, descriptor);
        while (message.length > 0) {
            into.accept(message);
            message = read(worker, descriptor);
        }
    }

    private byte[] read(int worker, int descriptor) {
        SimLibC libc = libc(worker);
        Memory buffer = libc.allocate(4096);
        return buffer.bytes(0, Math.max(0, libc.read(descriptor, buffer, buffer.size())));
    }

    void openedRouteSocket(int worker, int descriptor) {
        routeSockets[worker] = descriptor;
    }

    void openedDevctl(int descriptor) {
        devctlDescriptor = descriptor;
    }

    /** The recorder made this pseudo-interface without recording it. */
    void createUnseen(String name) {
        if (kernel.interfaces().find(name) == null) {
            Memory request = libc(0).allocate(IfReq.SIZE);
            IfReq.putName(request, name);
            int socket = libc(0).socket(Socket.AF_INET, Socket.SOCK_DGRAM, 0);
            libc(0).ioctl(socket, SockIo.SIOCIFCREATE2.number(), request);
            libc(0).close(socket);
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
        return worker == 0 && routeSockets[0] < 0 ? routeSocket : routeSockets[worker];
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

    /** Whether a port of this lagg still hopes that somebody will answer it. */
    boolean waitsForPartner(String lagg) {
        Ifnet ifp = kernel.interfaces().find(lagg);
        return ifp != null
                && Lagg.of(ifp) != null
                && Lagg.of(ifp).ports().stream()
                        .anyMatch(port -> port.lacp() != null && port.lacp().partnerState() != 0);
    }

    /** The driver's name and unit of the network card that is called so now; empty when it is none. */
    String cardCalled(String name) {
        Ifnet ifp = kernel.interfaces().find(name);
        for (MachineAtStart.Device device : start.devices()) {
            if (ifp != null && device.mac() != null && device.name().equals(ifp.driverNameAndUnit())) {
                return device.name();
            }
        }
        return "";
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
