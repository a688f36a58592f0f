package org.nethook.api.plan;

import java.util.Objects;
import java.util.function.Consumer;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.resolver.Resolver;

/**
 * What steps act on.
 *
 * @param query reads the state back
 * @param control changes it
 * @param dhcp starts and stops DHCP clients
 * @param scripts runs an operator's scripts
 * @param settings changes the system's configuration
 * @param resolver sets the name servers
 * @param notes takes what a step has to tell the operator, such as what a script wrote; one line each
 */
public record StepTarget(
        NetifQuery query,
        NetifControl control,
        DhcpClients dhcp,
        Scripts scripts,
        SystemSettings settings,
        Resolver resolver,
        Consumer<String> notes) {

    public StepTarget {
        Objects.requireNonNull(scripts);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(resolver);
        Objects.requireNonNull(notes);
    }

    /** Where no scripts run, neither the system's configuration nor its name servers change and nobody hears notes. */
    public StepTarget(NetifQuery query, NetifControl control, DhcpClients dhcp) {
        this(query, control, dhcp, Scripts.NONE, SystemSettings.NONE, Resolver.NONE, new Nobody());
    }

    /** The same with scripts. */
    public StepTarget with(Scripts other) {
        return new StepTarget(query, control, dhcp, other, settings, resolver, notes);
    }

    /** The same with a system's configuration. */
    public StepTarget with(SystemSettings other) {
        return new StepTarget(query, control, dhcp, scripts, other, resolver, notes);
    }

    /** The same with name servers. */
    public StepTarget with(Resolver other) {
        return new StepTarget(query, control, dhcp, scripts, settings, other, notes);
    }

    /** The same with somebody who hears notes. */
    public StepTarget withNotes(Consumer<String> other) {
        return new StepTarget(query, control, dhcp, scripts, settings, resolver, other);
    }

    /** A class of its own, because a lambda costs time in a process that handles one event. */
    private static final class Nobody implements Consumer<String> {
        @Override
        public void accept(String note) {
            // nobody hears it
        }
    }
}
