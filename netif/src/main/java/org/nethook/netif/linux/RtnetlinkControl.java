package org.nethook.netif.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.abi.InterfaceFlags;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.rtnetlink.RtnetlinkSocket;

/** Changes up, down and MTU by RTM_NEWLINK; every other change is refused before anything is touched. */
final class RtnetlinkControl implements NetifControl {
    private static final int RTA_HEADER = 4;

    private final LibC libc;

    RtnetlinkControl(LibC libc) {
        this.libc = libc;
    }

    @Override
    public void setUp(String ifName, boolean up) throws NetifException {
        String operation = up ? "set up" : "set down";
        ByteBuffer message = message(operation, ifName, 0);
        message.putInt(IfInfoMsg.IFI_FLAGS, up ? InterfaceFlags.IFF_UP : 0);
        message.putInt(IfInfoMsg.IFI_CHANGE, InterfaceFlags.IFF_UP);
        change(operation, ifName, message);
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        ByteBuffer message = message("set MTU of", ifName, RTA_HEADER + Integer.BYTES);
        message.putShort((short) (RTA_HEADER + Integer.BYTES));
        message.putShort((short) IfInfoMsg.IFLA_MTU);
        message.putInt(mtu);
        change("set MTU of", ifName, message);
    }

    /**
     * Creates an interface that is no port and has no hardware, for the self-check only: what {@link #create} is to make on
     * Linux is a lagg.
     *
     * @param kind {@code dummy} or {@code veth}
     */
    void createPseudo(String ifName, String kind) throws NetifException {
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        int inner = RTA_HEADER + name.length;
        ByteBuffer message = message("create", ifName, RTA_HEADER + NlMsgHdr.align(inner));
        message.putShort((short) (RTA_HEADER + inner));
        message.putShort((short) IfInfoMsg.IFLA_LINKINFO);
        message.putShort((short) inner);
        message.putShort((short) IfInfoMsg.IFLA_INFO_KIND);
        message.put(name);
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            int flags = NlMsgHdr.NLM_F_CREATE | NlMsgHdr.NLM_F_EXCL;
            socket.change("create", ifName, IfInfoMsg.RTM_NEWLINK, flags, message.array());
        }
    }

    /** Destroys what {@link #createPseudo} made; the other end of a veth goes with it. */
    void destroyPseudo(String ifName) throws NetifException {
        ByteBuffer message = message("destroy", ifName, 0);
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            socket.change("destroy", ifName, IfInfoMsg.RTM_DELLINK, 0, message.array());
        }
    }

    /** A struct ifinfomsg for the interface of this name, with room for one more attribute at the position. */
    private static ByteBuffer message(String operation, String ifName, int room) throws NetifException {
        byte[] name = ifName.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= IfInfoMsg.IFNAMSIZ) {
            throw new NetifException(operation, ifName, "a name has 1 to " + (IfInfoMsg.IFNAMSIZ - 1) + " bytes");
        }
        int named = NlMsgHdr.align(RTA_HEADER + name.length + 1);
        ByteBuffer message = ByteBuffer.allocate(IfInfoMsg.SIZEOF + named + room)
                .order(ByteOrder.nativeOrder())
                .position(IfInfoMsg.SIZEOF);
        message.putShort((short) (RTA_HEADER + name.length + 1));
        message.putShort((short) IfInfoMsg.IFLA_IFNAME);
        message.put(name);
        return message.position(IfInfoMsg.SIZEOF + named);
    }

    private void change(String operation, String ifName, ByteBuffer message) throws NetifException {
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            socket.change(operation, ifName, IfInfoMsg.RTM_NEWLINK, 0, message.array());
        }
    }

    @Override
    public void create(String ifName) throws NetifException {
        throw refused("create", ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        throw refused("destroy", ifName);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        throw refused("set protocol of", lagg);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        throw refused("add lagg port", port);
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        throw refused("remove lagg port", port);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        throw refused("add address " + address + " to", ifName);
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        throw refused("remove address " + address + " from", ifName);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        throw refused("add route " + route, "");
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        throw refused("delete route " + route, "");
    }

    @Override
    public void rename(String ifName, String newName) throws NetifException {
        throw refused("rename", ifName);
    }

    @Override
    public void setMac(String ifName, MacAddress mac) throws NetifException {
        throw refused("set MAC of", ifName);
    }

    @Override
    public void setDescription(String ifName, String description) throws NetifException {
        throw refused("set description of", ifName);
    }

    @Override
    public void addGroup(String ifName, String group) throws NetifException {
        throw refused("add group of", ifName);
    }

    @Override
    public void removeGroup(String ifName, String group) throws NetifException {
        throw refused("remove group of", ifName);
    }

    @Override
    public void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        throw refused("set neighbour discovery of", ifName);
    }

    @Override
    public void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException {
        throw refused("set option of", lagg);
    }

    @Override
    public void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException {
        throw refused("set hash of", lagg);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        addAddress(ifName, address);
    }

    @Override
    public void setVlan(String ifName, Vlan vlan) throws NetifException {
        throw refused("set VLAN of", ifName);
    }

    @Override
    public void clearVlan(String ifName) throws NetifException {
        throw refused("clear VLAN of", ifName);
    }

    @Override
    public void setFib(String ifName, int fib) throws NetifException {
        throw refused("set routing table of", ifName);
    }

    @Override
    public void addRoute(Route route, int fib) throws NetifException {
        addRoute(route);
    }

    @Override
    public void changeRoute(Route route, int fib) throws NetifException {
        throw refused("change route " + route, "");
    }

    @Override
    public void deleteRoute(Route route, int fib) throws NetifException {
        deleteRoute(route);
    }

    private static NetifException refused(String operation, String ifName) {
        return new NetifException(
                operation, ifName, "changing interfaces is not supported on Linux yet, but for up, down and MTU");
    }
}
