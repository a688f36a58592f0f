package org.nethook.netif.freebsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Reads interfaces from the sysctl NET_RT_IFLISTL, laggs by SIOCGLAGG and routes from NET_RT_DUMP. */
final class FreeBsdQuery implements NetifQuery {
    static final String LIST = "list interfaces";
    static final String ROUTES = "list routes";
    static final String GET_LAGG = "get lagg";

    private static final int LIST_BYTES = 16 * 1024;
    private static final int[] IFLISTL = {Sysctl.CTL_NET, Socket.PF_ROUTE, 0, Socket.AF_UNSPEC, Rtm.NET_RT_IFLISTL, 0};
    private static final int[] DUMP = {Sysctl.CTL_NET, Socket.PF_ROUTE, 0, Socket.AF_UNSPEC, Rtm.NET_RT_DUMP, 0};
    private static final int PORT_BYTES = LaggReqAll.LAGG_MAX_PORTS * LaggReqPort.SIZE;
    private static final LaggProtocol[] PROTOCOLS = LaggProtocol.values();

    private final KernelCalls kernel;

    FreeBsdQuery(KernelCalls kernel) {
        this.kernel = kernel;
    }

    @Override
    public List<Netif> list() throws NetifException {
        List<InterfaceList.Entry> entries = entries(LIST, "");
        List<Netif> interfaces = new ArrayList<>(entries.size());
        for (InterfaceList.Entry entry : entries) {
            interfaces.add(complete(entry));
        }
        return interfaces;
    }

    @Override
    public Optional<Netif> find(String ifName) throws NetifException {
        for (InterfaceList.Entry entry : entries(LIST, "")) {
            if (entry.ifName.equals(ifName)) {
                return Optional.of(complete(entry));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Route> routes() throws NetifException {
        return routes(ROUTES, "");
    }

    /** The interfaces with their addresses, read for an operation on one of them. */
    List<InterfaceList.Entry> entries(String operation, String ifName) throws NetifException {
        return InterfaceList.decode(read(IFLISTL, operation, ifName), operation);
    }

    /** The routes, read for an operation on one of them. */
    List<Route> routes(String operation, String ifName) throws NetifException {
        return RouteDump.decode(read(DUMP, operation, ifName), operation);
    }

    private ByteMemory read(int[] name, String operation, String ifName) throws NetifException {
        ByteMemory answer = kernel.sysctl(name, null, LIST_BYTES, operation, ifName);
        if (answer == null) {
            throw new NetifException(operation, ifName, FreeBsdErrno.of(FreeBsdErrno.ENOENT));
        }
        return answer;
    }

    private Netif complete(InterfaceList.Entry entry) throws NetifException {
        String driver = driver(entry.index);
        // The type does not tell: a lagg is IFT_ETHER, and only its ports are IFT_IEEE8023ADLAG.
        Lagg lagg = driver == null || driver.equals("lagg") ? lagg(entry.ifName) : null;
        return entry.builder
                .driver(driver)
                .addresses(entry.addresses)
                .lagg(lagg)
                .build();
    }

    /** The driver's name without the unit that the kernel adds to it; null when the interface has just gone. */
    private String driver(int index) throws NetifException {
        int[] name = {
            Sysctl.CTL_NET, Sysctl.PF_LINK, Sysctl.NETLINK_GENERIC, Sysctl.IFMIB_IFDATA, index, Sysctl.IFDATA_DRIVERNAME
        };
        ByteMemory answer = kernel.sysctl(name, null, 64, LIST, "");
        if (answer == null) {
            return null;
        }
        String text = CString.get(answer, 0, answer.size());
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) >= '0' && text.charAt(length - 1) <= '9') {
            length--;
        }
        return length == 0 ? null : text.substring(0, length);
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
            throw new NetifException(GET_LAGG, ifName, FreeBsdErrno.of(-result));
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
            decoded.add(new LaggPort(LaggReqPort.portName(ports, at), Flags.ofPort(LaggReqPort.flags(ports, at))));
        }
        return new Lagg(PROTOCOLS[proto], decoded);
    }
}
