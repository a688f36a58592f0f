package org.nethook.netif.sim.kernel.state;

/** What an interface is to the lagg that it is a port of. */
public interface Port {
    /** The interface detaches. */
    void detaching();

    /** The link of the interface changed. */
    void linkChanged();
}
