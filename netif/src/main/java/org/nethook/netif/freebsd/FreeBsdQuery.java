package org.nethook.netif.freebsd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.query.IfCloneReq;
import org.nethook.netif.freebsd.abi.query.QueryIo;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.freebsd.message.Flags;
import org.nethook.netif.freebsd.message.InterfaceList;
import org.nethook.netif.freebsd.message.RouteDump;

/** Reads interfaces from the sysctl NET_RT_IFLISTL, laggs by SIOCGLAGG and routes from NET_RT_DUMP. */
final class FreeBsdQuery implements NetifQuery {
    static final String LIST = "list interfaces";
    static final String ROUTES = "list routes";
    static final String GET_LAGG = "get lagg";

    private static final int LIST_BYTES = 16 * 1024;
    private static final int[] IFLISTL = {Sysctl.CTL_NET, Socket.PF_ROUTE, 0, Socket.AF_UNSPEC, Rtm.NET_RT_IFLISTL, 0};
    private static final int DRIVER_BYTES = 64;
    private static final int PORT_BYTES = LaggReqAll.LAGG_MAX_PORTS * LaggReqPort.SIZE;
    private static final LaggProtocol[] PROTOCOLS = LaggProtocol.values();

    private final KernelCalls kernel;
    private final Requests requests;
    private final DetailsQuery details;
    /** What the last list took, so that the next one mostly fits at once. */
    private volatile int listBytes = LIST_BYTES;

    FreeBsdQuery(KernelCalls kernel) {
        this.kernel = kernel;
        this.requests = new Requests(kernel);
        this.details = new DetailsQuery(requests);
    }

    @Override
    public List<Netif> list() throws NetifException {
        List<InterfaceList.Entry> entries = entries(LIST, "");
        List<Netif> interfaces = new ArrayList<>(entries.size());
        Memory scratch = kernel.allocate(DRIVER_BYTES);
        for (InterfaceList.Entry entry : entries) {
            interfaces.add(complete(entry, scratch));
        }
        return interfaces;
    }

    @Override
    public Optional<Netif> find(String ifName) throws NetifException {
        for (InterfaceList.Entry entry : entries(LIST, "")) {
            if (entry.ifName().equals(ifName)) {
                return Optional.of(complete(entry, kernel.allocate(DRIVER_BYTES)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<NetifDetails> details(String ifName) throws NetifException {
        Optional<Netif> netif = find(ifName);
        if (netif.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(details.of(netif.get()));
        } catch (NetifException e) {
            // It went, or lost its name, while it was asked.
            if (e.errno().isPresent() && e.errno().get().number() == FreeBsdErrno.ENXIO) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Route> routes() throws NetifException {
        return routes(KernelCalls.OWN_FIB, ROUTES, "");
    }

    @Override
    public List<RouteEntry> routeTable(int fib) throws NetifException {
        if (fib < 0) {
            throw new NetifException(ROUTES, "", "there is no routing table " + fib);
        }
        return entries(fib, ROUTES, "");
    }

    @Override
    public int fibs() throws NetifException {
        return (int) new FreeBsdSysctl(kernel).integer("net.fibs").orElse(1);
    }

    @Override
    public List<String> cloners() throws NetifException {
        String operation = "list cloners";
        Memory request = requests.allocate(IfCloneReq.SIZE);
        requests.call(QueryIo.SIOCIFGCLONERS, request, operation, "");
        int count = 0;
        Memory array = null;
        // One more can come while they are asked for.
        while (count < IfCloneReq.total(request)) {
            count = IfCloneReq.total(request);
            array = requests.allocate(count * NetIf.IFNAMSIZ);
            IfCloneReq.putArray(request, array.address(), count);
            requests.call(QueryIo.SIOCIFGCLONERS, request, operation, "", array);
        }
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < Math.min(count, IfCloneReq.total(request)); i++) {
            names.add(CString.get(array, i * NetIf.IFNAMSIZ, NetIf.IFNAMSIZ));
        }
        return names;
    }

    /** The interfaces with their addresses, read for an operation on one of them. */
    List<InterfaceList.Entry> entries(String operation, String ifName) throws NetifException {
        return InterfaceList.decode(read(IFLISTL, operation, ifName), operation);
    }

    /** The routes of a table that somebody set, read for an operation on an interface. */
    List<Route> routes(int fib, String operation, String ifName) throws NetifException {
        return RouteDump.set(entries(fib, operation, ifName));
    }

    private List<RouteEntry> entries(int fib, String operation, String ifName) throws NetifException {
        int[] dump = {Sysctl.CTL_NET, Socket.PF_ROUTE, 0, Socket.AF_UNSPEC, Rtm.NET_RT_DUMP, 0, fib};
        // Without a seventh number it is the table of this process.
        int[] name = fib == KernelCalls.OWN_FIB ? Arrays.copyOf(dump, dump.length - 1) : dump;
        return RouteDump.entries(read(name, operation, ifName), operation, Math.max(fib, 0));
    }

    private ByteMemory read(int[] name, String operation, String ifName) throws NetifException {
        ByteMemory answer = kernel.sysctl(name, null, listBytes, operation, ifName);
        if (answer == null) {
            throw Refusal.of(operation, ifName, FreeBsdErrno.ENOENT);
        }
        listBytes = Math.max(LIST_BYTES, answer.size() + answer.size() / 8);
        return answer;
    }

    private Netif complete(InterfaceList.Entry entry, Memory scratch) throws NetifException {
        String device = device(entry.index(), scratch);
        String driver = driver(device);
        // The type does not tell: a lagg is IFT_ETHER, and only its ports are IFT_IEEE8023ADLAG.
        Lagg lagg = driver == null || driver.equals("lagg") ? lagg(entry.ifName()) : null;
        return entry.builder()
                .driver(driver)
                .device(device)
                .addresses(entry.addresses())
                .lagg(lagg)
                .build();
    }

    /** The driver's name with its unit, as the interface was first called; null when it has just gone. */
    private String device(int index, Memory scratch) throws NetifException {
        int[] name = {
            Sysctl.CTL_NET, Sysctl.PF_LINK, Sysctl.NETLINK_GENERIC, Sysctl.IFMIB_IFDATA, index, Sysctl.IFDATA_DRIVERNAME
        };
        int read = kernel.sysctl(name, scratch, LIST, "");
        return read < 0 ? null : CString.get(scratch, 0, read);
    }

    /** The driver's name without the unit that the kernel adds to it; null when there is none. */
    private static String driver(String device) {
        int length = device == null ? 0 : device.length();
        while (length > 0 && device.charAt(length - 1) >= '0' && device.charAt(length - 1) <= '9') {
            length--;
        }
        return length == 0 ? null : device.substring(0, length);
    }

    private Lagg lagg(String ifName) throws NetifException {
        Memory request = kernel.allocate(LaggReqAll.SIZE);
        Memory ports = kernel.allocate(PORT_BYTES);
        LaggReqAll.putIfName(request, ifName);
        LaggReqAll.putPortArray(request, ports.address(), PORT_BYTES);
        int result = kernel.tryIoctl(Socket.AF_INET, SockIo.SIOCGLAGG, request, GET_LAGG, ifName);
        if (result == -FreeBsdErrno.EINVAL
                || result == -FreeBsdErrno.ENXIO
                || result == -FreeBsdErrno.ENOTTY
                || result == -FreeBsdErrno.EOPNOTSUPP) {
            return null;
        }
        if (result < 0) {
            throw Refusal.of(GET_LAGG, ifName, -result);
        }
        return decodeLagg(request, ports, ifName);
    }

    static Lagg decodeLagg(Memory request, Memory ports, String ifName) throws NetifException {
        int proto = LaggReqAll.proto(request);
        if (proto < 0 || proto >= PROTOCOLS.length) {
            throw new NetifException(GET_LAGG, ifName, "the kernel answers with the unknown protocol " + proto);
        }
        int count = Math.min(LaggReqAll.ports(request), ports.size() / LaggReqPort.SIZE);
        List<LaggPort> decoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * LaggReqPort.SIZE;
            decoded.add(new LaggPort(LaggReqPort.portName(ports, at), Flags.PORT.names(LaggReqPort.flags(ports, at))));
        }
        return new Lagg(PROTOCOLS[proto], decoded);
    }
}
