package org.nethook.netif.sim.kernel.state;

import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

/** What the driver of an interface does when the kernel asks it ({@code if_ioctl}). */
public interface Driver {
    /** What IFCAP_… of net/if.h this kernel has. */
    int IFCAP_VLAN_MTU = 0x8;

    int IFCAP_LINKSTATE = 0x80000;
    int IFCAP_HWSTATS = 0x800000;

    /** Ethernet, autoselect. */
    int MEDIA_AUTO = 0x20;

    /** IFF_UP or another flag changed, or the interface is to be initialised again (SIOCSIFFLAGS). */
    void flagsChanged(Ifnet ifp);

    /**
     * Sets the MTU.
     *
     * @throws KernelError when it cannot
     */
    void setMtu(Ifnet ifp, int mtu);

    /** The media word while there is no link. */
    default int idleMedia() {
        return chosenMedia();
    }

    /** What it can do. */
    default int capabilities(Ifnet ifp) {
        return 0;
    }

    /** What of it is switched on. */
    default int enabledCapabilities(Ifnet ifp) {
        return capabilities(ifp);
    }

    /** Whether it answers SIOCGIFSTATUS, even if with nothing. */
    default boolean hasStatus() {
        return false;
    }

    /** The interface listens to other multicast addresses than before (SIOCADDMULTI, SIOCDELMULTI). */
    default void multicastChanged(Ifnet ifp) {}

    /** The device stops before its interface detaches. */
    default void detaching(Ifnet ifp) {}

    /** Whether it knows SIOCGIFXMEDIA beside SIOCGIFMEDIA. */
    default boolean hasExtendedMedia() {
        return false;
    }

    /** Whether SIOCGIFMEDIA shows a link. */
    default boolean showsLink(Ifnet ifp) {
        return ifp.linkState == LINK_STATE_UP;
    }

    /** The bits of SIOCGIFMEDIA that are not looked at. */
    default int mediaMask() {
        return 0;
    }

    /** The active media word of SIOCGIFMEDIA; 0 for an interface without media. */
    default int activeMedia(Ifnet ifp) {
        return 0;
    }

    /** The media word that is set, the only one there is to choose. */
    default int chosenMedia() {
        return MEDIA_AUTO;
    }
}
