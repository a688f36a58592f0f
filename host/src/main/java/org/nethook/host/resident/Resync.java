package org.nethook.host.resident;

import java.util.List;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;

/** Tells how things are, where events of how they became so were lost. Used by several threads. */
public interface Resync {

    /**
     * The interfaces there are.
     *
     * @throws NetifException when the system refuses to tell; it is asked again later
     */
    List<String> interfaces() throws NetifException;

    /**
     * The state of an interface as the events that would have led to it; DETACH for one that is not there.
     *
     * @throws NetifException when the system refuses to tell; it is asked again later
     */
    List<InterfaceEvent> stateOf(String ifName) throws NetifException;
}
