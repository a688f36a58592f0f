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
 * @param settings changes the system's configuration
 * @param notes takes what a step has to tell the operator, such as what a script wrote; one line each
 */
public record StepTarget(
        NetifQuery query,
        NetifControl control,
        DhcpClients dhcp,
        Scripts scripts,
        SystemSettings settings,
        Consumer<String> notes) {

    public StepTarget {
        Objects.requireNonNull(scripts);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(notes);
    }

    /** Where no scripts run, the system's configuration does not change and nobody hears notes. */
    public StepTarget(NetifQuery query, NetifControl control, DhcpClients dhcp) {
        this(query, control, dhcp, Scripts.NONE, SystemSettings.NONE, new Nobody());
    }

    /** The same with scripts. */
    public StepTarget with(Scripts other) {
        return new StepTarget(query, control, dhcp, other, settings, notes);
    }

    /** The same with a system's configuration. */
    public StepTarget with(SystemSettings other) {
        return new StepTarget(query, control, dhcp, scripts, other, notes);
    }

    /** The same with somebody who hears notes. */
    public StepTarget withNotes(Consumer<String> other) {
        return new StepTarget(query, control, dhcp, scripts, settings, other);
    }

    /** A class of its own, because a lambda costs time in a process that handles one event. */
    private static final class Nobody implements Consumer<String> {
        @Override
        public void accept(String note) {
            // nobody hears it
        }
    }
}
