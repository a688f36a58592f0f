package org.nethook.netif.sim.kernel.state;

import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_LOOPBACK;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_RUNNING;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_SIMPLEX;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_UP;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UNKNOWN;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.abi.Socket;

/** An interface ({@code struct ifnet}). Only the kernel changes it. */
public final class Ifnet {
    public static final int ETHERMTU = 1500;
    public static final long ETHER_BAUDRATE = 10_000_000;

    public final Driver driver;
    public final String driverName;
    public final int unit;
    /** The type the interface was made with; a lagg changes {@link #type}, not this. */
    public final int allocType;

    public final List<Ifaddr> addresses = new ArrayList<>();
    /** Newest first. */
    public final ArrayDeque<Membership> memberships = new ArrayDeque<>();

    private final byte[] linkData = new byte[48];
    public String name;
    public int index;
    public int type;

    public int flags;
    public boolean running;
    public int mtu = ETHERMTU;
    public byte[] mac = new byte[0];
    public byte[] hardwareMac = new byte[0];
    public int headerLength = 14;
    public int linkState = LINK_STATE_UNKNOWN;
    public long baudrate = 10_000_000_000L;
    public long epoch;
    public Instant lastChange = Instant.EPOCH;
    public int promiscuous;
    public int allMulticast;
    /** What neighbour discovery knows of it. */
    public final NdInfo nd = new NdInfo();

    /** Whether ether_ifattach made it, which tells of it once more. */
    public boolean ethernet;

    /** Null for none. */
    public String description;

    public final List<String> groups = new ArrayList<>();

    /** Whether it has joined 224.0.0.1, which the first IPv4 address makes it do. */
    public boolean inAllHosts;

    /** The vlan(4) on it, in the order they came. */
    public final List<Ifnet> vlans = new ArrayList<>(0);

    /** The routing table of what arrives on it (SIOCSIFFIB). */
    public int fib;

    /** What it is to the lagg that it is a port of; null when it is in none. */
    public Port port;

    public Ifnet(Driver driver, String driverName, int unit, int type) {
        this.driver = driver;
        this.driverName = driverName;
        this.unit = unit;
        this.allocType = type;
        this.type = type;
        this.name = driverName + unit;
    }

    public static Ifnet ethernet(Driver driver, String driverName, int unit, byte[] mac) {
        Ifnet ifp = new Ifnet(driver, driverName, unit, IFT_ETHER);
        ifp.mac = mac.clone();
        ifp.hardwareMac = mac.clone();
        ifp.ethernet = true;
        ifp.flags = IFF_BROADCAST | IFF_SIMPLEX | IFF_MULTICAST;
        return ifp;
    }

    public static Ifnet loopback(Driver driver, int type) {
        Ifnet ifp = new Ifnet(driver, "lo", 0, type);
        ifp.flags = IFF_LOOPBACK | IFF_MULTICAST;
        ifp.mtu = 16384;
        ifp.headerLength = 0;
        ifp.baudrate = 0;
        return ifp;
    }

    /** The name, which may be another than the driver gave it. */
    public String name() {
        return name;
    }

    /** The index, 1 or more. */
    public int index() {
        return index;
    }

    /** {@code IFT_…}; that of a lagg's port is another than it was made with. */
    public int type() {
        return type;
    }

    /** All flags a user sees, the driver's among them. */
    public int flags() {
        return flags | (running ? IFF_RUNNING : 0);
    }

    /** Largest packet in bytes. */
    public int mtu() {
        return mtu;
    }

    /** The hardware address in use; no bytes where there is none. */
    public byte[] mac() {
        return mac.clone();
    }

    /** The hardware address it came with; no bytes where there is none. */
    public byte[] hardwareMac() {
        return hardwareMac.clone();
    }

    /** Length of the link-layer header. */
    public int headerLength() {
        return headerLength;
    }

    /** {@code LINK_STATE_…}. */
    public int linkState() {
        return linkState;
    }

    /** Bits per second. */
    public long baudrate() {
        return baudrate;
    }

    /** Seconds between boot and the attaching of this. */
    public long epoch() {
        return epoch;
    }

    /** When something about it changed last. */
    public Instant lastChange() {
        return lastChange;
    }

    /** The driver's name, without unit. */
    public String driverName() {
        return driverName;
    }

    /** The number its driver gives it; -1 for none. */
    public int unit() {
        return unit;
    }

    /** The driver's name and unit, whatever the interface is called now. */
    public String driverNameAndUnit() {
        return unit < 0 ? driverName : driverName + unit;
    }

    /** IPv4 and IPv6 addresses in the kernel's order. */
    public List<Ifaddr> addresses() {
        return List.copyOf(addresses);
    }

    /** The routing table of what arrives on it. */
    public int fib() {
        return fib;
    }

    /** What an administrator wrote about it; null for nothing. */
    public String description() {
        return description;
    }

    /** {@code IFCAP_…} of the driver. */
    public int capabilities() {
        return driver.capabilities(this);
    }

    /** Those of them that are switched on. */
    public int enabledCapabilities() {
        return driver.enabledCapabilities(this);
    }

    /** Whether its driver answers SIOCGIFSTATUS. */
    public boolean hasStatus() {
        return driver.hasStatus();
    }

    /** The multicast groups it is in and the addresses it listens to, newest first. */
    public List<Membership> memberships() {
        return List.copyOf(memberships);
    }

    /** {@code IFT_…} in its sockaddr_dl: mostly what it was made with. */
    public int typeWhenMade() {
        return allocType;
    }

    /** How many want to receive everything. */
    public int promiscuousListeners() {
        return promiscuous;
    }

    /** The groups it is in, in the order it was added to them. */
    public List<String> groups() {
        return List.copyOf(groups);
    }

    /** Whether its driver knows SIOCGIFXMEDIA too. */
    public boolean hasExtendedMedia() {
        return driver.hasExtendedMedia();
    }

    /** Whether SIOCGIFMEDIA shows a link. */
    public boolean showsLink() {
        return driver.showsLink(this);
    }

    /** Whether it is administratively up. */
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /** Whether this is a loopback interface. */
    public boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }

    /** The bits of SIOCGIFMEDIA that are not looked at. */
    public int mediaMask() {
        return driver.mediaMask();
    }

    /** The media word of SIOCGIFMEDIA that is set. */
    public int chosenMedia() {
        return driver.chosenMedia();
    }

    /** The media word of SIOCGIFMEDIA while there is no link. */
    public int idleMedia() {
        return driver.idleMedia();
    }

    /**
     * Name and hardware address one after the other, as {@code sockaddr_dl} has them, and behind them what earlier and
     * longer names left there.
     */
    public byte[] linkData() {
        byte[] data = linkData.clone();
        System.arraycopy(mac, 0, data, name.length(), mac.length);
        return data;
    }

    /** The kernel moves the address when the name's length changes, and clears nothing. */
    public void setName(String fresh) {
        System.arraycopy(linkData(), 0, linkData, 0, linkData.length);
        System.arraycopy(linkData, name.length(), linkData, fresh.length(), mac.length);
        byte[] bytes = fresh.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, linkData, 0, bytes.length);
        name = fresh;
    }

    /** How neighbour discovery treats it: {@code ND6_IFF_…} of netinet6/nd6.h. */
    public int ndFlags() {
        return nd.flags;
    }

    /** What neighbour discovery knows of it. */
    public NdInfo nd() {
        return nd;
    }

    /** The active media word of SIOCGIFMEDIA; 0 for an interface without media. */
    public int activeMedia() {
        return driver.activeMedia(this);
    }

    public Ifaddr firstAddress(int family) {
        for (Ifaddr ifa : addresses) {
            if (ifa.family() == family) {
                return ifa;
            }
        }
        return null;
    }

    public Ifaddr linkLocal() {
        for (Ifaddr ifa : addresses) {
            if (ifa.family() == Socket.AF_INET6 && ifa.isLinkLocal()) {
                return ifa;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
