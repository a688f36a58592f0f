package org.nethook.api.event;

/** The events nethook knows by name; everything else is {@link #OTHER}, and an event all the same. */
public enum EventType {
    /** IFNET ATTACH: the interface is in the kernel's list. Comes before {@link #IFATTACH}. */
    ATTACH("IFNET", "ATTACH"),
    /** ETHERNET IFATTACH: an Ethernet interface is ready for use; by now hn(4) has mapped a VF. */
    IFATTACH("ETHERNET", "IFATTACH"),
    /** IFNET DETACH: the interface leaves. */
    DETACH("IFNET", "DETACH"),
    /** IFNET LINK_UP. */
    LINK_UP("IFNET", "LINK_UP"),
    /** IFNET LINK_DOWN; also sent when the link state became unknown. */
    LINK_DOWN("IFNET", "LINK_DOWN"),
    /** IFNET ADDR_ADD: an address came. Not sent by FreeBSD 12. */
    ADDR_ADD("IFNET", "ADDR_ADD"),
    /** IFNET ADDR_DEL: an address went. Not sent by FreeBSD 12. */
    ADDR_DEL("IFNET", "ADDR_DEL"),
    /** IFNET RENAME: the subsystem is the old name, {@code name} the new one. Not sent by FreeBSD 12. */
    RENAME("IFNET", "RENAME"),
    /** HYPERV_NIC_VF VF_UP: the datapath of this hn(4) moved to its VF. The subsystem is the hn, not the VF. */
    VF_UP("HYPERV_NIC_VF", "VF_UP"),
    /** HYPERV_NIC_VF VF_DOWN: the datapath is back on this hn(4). */
    VF_DOWN("HYPERV_NIC_VF", "VF_DOWN"),
    /** Any other system and type. */
    OTHER("", "");

    private static final EventType[] ALL = values(); // which makes a copy at each call

    private final String system;
    private final String type;

    EventType(String system, String type) {
        this.system = system;
        this.type = type;
    }

    /** The type of a devd(8) system and type, in the spelling of devd. */
    public static EventType of(String system, String type) {
        for (EventType candidate : ALL) {
            if (candidate.system.equals(system) && candidate.type.equals(type)) {
                return candidate;
            }
        }
        return OTHER;
    }
}
