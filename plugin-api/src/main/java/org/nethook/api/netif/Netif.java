package org.nethook.api.netif;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nethook.api.netif.attribute.InterfaceStatistics;
import org.nethook.api.netif.attribute.InterfaceType;

/** One network interface as it was when a snapshot was taken. Immutable. */
public final class Netif {
    /** What {@link #isPlainName} allows, as the end of a sentence. */
    public static final String PLAIN_NAME =
            "1 to 15 letters, digits and . _ : - that start with a letter, a digit or an underscore";

    private final String ifName;
    private final int index;
    private final InterfaceType type;
    private final int rawType;
    private final int rawFlags;
    private final Set<InterfaceFlag> flags;
    private final int mtu;
    private final MacAddress mac;
    private final LinkState linkState;
    private final long bitRate;
    private final InterfaceStatistics statistics;
    private final String driver;
    private final String device;
    private final List<InterfaceAddress> addresses;
    private final Lagg lagg;

    private Netif(Builder builder) {
        this.ifName = Objects.requireNonNull(builder.ifName);
        this.index = builder.index;
        this.type = builder.type;
        this.rawType = builder.rawType;
        this.rawFlags = builder.rawFlags;
        this.flags = Set.copyOf(builder.flags);
        this.mtu = builder.mtu;
        this.mac = builder.mac;
        this.linkState = builder.linkState;
        this.bitRate = builder.bitRate;
        this.statistics = builder.statistics;
        this.driver = builder.driver;
        this.device = builder.device;
        this.addresses = List.copyOf(builder.addresses);
        this.lagg = builder.lagg;
    }

    /** Starts an interface of this name. */
    public static Builder named(String ifName) {
        return new Builder(ifName);
    }

    /**
     * Whether a text that came from outside is believed to be an interface's name: {@link #PLAIN_NAME}. Such a name leaves no directory and
     * means nothing to a shell; the kernels allow more.
     */
    public static boolean isPlainName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!word && (i == 0 || c != '.' && c != ':' && c != '-')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 15;
    }

    /** The name, at most 15 characters. */
    public String ifName() {
        return ifName;
    }

    /** The kernel's index, 1 or more. */
    public int index() {
        return index;
    }

    /** What kind of link it has. A lagg is of type ETHERNET; {@link #lagg()} tells it. */
    public InterfaceType type() {
        return type;
    }

    /** The type as the kernel has it: {@code IFT_…} of FreeBSD, {@code ARPHRD_…} of Linux; 0 when unknown. */
    public int rawType() {
        return rawType;
    }

    /** The flags by name, those nethook knows. */
    public Set<InterfaceFlag> flags() {
        return flags;
    }

    /** All flags as the kernel has them; FreeBSD's high half in bits 16 to 31. */
    public int rawFlags() {
        return rawFlags;
    }

    /** Whether the interface is administratively up (IFF_UP); says nothing of its link. */
    public boolean isUp() {
        return flags.contains(InterfaceFlag.UP);
    }

    /** Largest packet in bytes. */
    public int mtu() {
        return mtu;
    }

    /** The Ethernet address in use; empty where the interface has none. */
    public Optional<MacAddress> mac() {
        return Optional.ofNullable(mac);
    }

    /** What the interface knows of its link. */
    public LinkState linkState() {
        return linkState;
    }

    /** Speed of the link in bits a second; empty when the interface does not say. */
    public OptionalLong bitRate() {
        return bitRate == 0 ? OptionalLong.empty() : OptionalLong.of(bitRate);
    }

    /** Counters; empty where the system gave none. */
    public Optional<InterfaceStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    /** The driver's name without unit, such as {@code hn} or {@code mlxen}, also after a rename; empty when unknown. */
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }

    /**
     * The driver's name with the unit, such as {@code hn0}: the first name of the interface, and of its sysctls ({@code
     * dev.hn.0}), which a rename does not change; empty when unknown.
     */
    public Optional<String> device() {
        return Optional.ofNullable(device);
    }

    /** The addresses in the kernel's order, IPv4 and IPv6. */
    public List<InterfaceAddress> addresses() {
        return addresses;
    }

    /** Protocol and ports when this is a lagg. */
    public Optional<Lagg> lagg() {
        return Optional.ofNullable(lagg);
    }

    @Override
    public String toString() {
        return ifName;
    }

    /** Collects what is known of an interface. */
    public static final class Builder {
        private final String ifName;
        private int index;
        private InterfaceType type = InterfaceType.OTHER;
        private int rawType;
        private int rawFlags;
        private Set<InterfaceFlag> flags = Set.of();
        private int mtu;
        private MacAddress mac;
        private LinkState linkState = LinkState.UNKNOWN;
        private long bitRate;
        private InterfaceStatistics statistics;
        private String driver;
        private String device;
        private List<InterfaceAddress> addresses = List.of();
        private Lagg lagg;

        private Builder(String ifName) {
            this.ifName = ifName;
        }

        /** The kernel's index. */
        public Builder index(int value) {
            this.index = value;
            return this;
        }

        /** What kind of link it has, as the kernel has it and by name. */
        public Builder type(int raw, InterfaceType name) {
            this.rawType = raw;
            this.type = Objects.requireNonNull(name);
            return this;
        }

        /** The flags, as the kernel has them and by name. */
        public Builder flags(int raw, Set<InterfaceFlag> names) {
            this.rawFlags = raw;
            this.flags = names;
            return this;
        }

        /** Largest packet in bytes. */
        public Builder mtu(int value) {
            this.mtu = value;
            return this;
        }

        /** The Ethernet address in use; null for none. */
        public Builder mac(MacAddress value) {
            this.mac = value;
            return this;
        }

        /** What the interface knows of its link. */
        public Builder linkState(LinkState value) {
            this.linkState = value;
            return this;
        }

        /** Speed of the link in bits a second; 0 when unknown. */
        public Builder bitRate(long value) {
            this.bitRate = value;
            return this;
        }

        /** Counters; null for none. */
        public Builder statistics(InterfaceStatistics value) {
            this.statistics = value;
            return this;
        }

        /** The driver's name without unit; null when unknown. */
        public Builder driver(String value) {
            this.driver = value;
            return this;
        }

        /** The driver's name with the unit; null when unknown. */
        public Builder device(String value) {
            this.device = value;
            return this;
        }

        /** The addresses in the kernel's order. */
        public Builder addresses(List<InterfaceAddress> value) {
            this.addresses = value;
            return this;
        }

        /** Protocol and ports; null when this is no lagg. */
        public Builder lagg(Lagg value) {
            this.lagg = value;
            return this;
        }

        /** The interface. */
        public Netif build() {
            return new Netif(this);
        }
    }
}
