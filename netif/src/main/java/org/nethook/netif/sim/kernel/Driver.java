package org.nethook.netif.sim.kernel;

/** What the driver of an interface does when the kernel asks it ({@code if_ioctl}). */
interface Driver {
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

    /** The interface listens to other multicast addresses than before (SIOCADDMULTI, SIOCDELMULTI). */
    default void multicastChanged(Ifnet ifp) {}

    /** The device stops before its interface detaches. */
    default void detaching(Ifnet ifp) {}

    /** The active media word of SIOCGIFMEDIA; 0 for an interface without media. */
    default int activeMedia(Ifnet ifp) {
        return 0;
    }

    /** The media word that is set, the only one there is to choose. */
    default int chosenMedia() {
        return MEDIA_AUTO;
    }
}
