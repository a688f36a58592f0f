package org.nethook.api.plan;

import java.util.Objects;
import java.util.function.Consumer;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;

/**
 * What steps act on.
 *
 * @param query reads the state back
 * @param control changes it
 * @param dhcp starts and stops DHCP clients
 * @param scripts runs an operator's scripts
 * @param notes takes what a step has to tell the operator, such as what a script wrote; one line each
 */
public record StepTarget(
        NetifQuery query, NetifControl control, DhcpClients dhcp, Scripts scripts, Consumer<String> notes) {

    public StepTarget {
        Objects.requireNonNull(scripts);
        Objects.requireNonNull(notes);
    }

    /** Where no scripts run and nobody hears notes. */
    public StepTarget(NetifQuery query, NetifControl control, DhcpClients dhcp) {
        this(query, control, dhcp, Scripts.NONE, new Nobody());
    }

    /** Where nobody hears notes. */
    public StepTarget(NetifQuery query, NetifControl control, DhcpClients dhcp, Scripts scripts) {
        this(query, control, dhcp, scripts, new Nobody());
    }

    /** A class of its own, because a lambda costs time in a process that handles one event. */
    private static final class Nobody implements Consumer<String> {
        @Override
        public void accept(String note) {
            // nobody hears it
        }
    }
}
