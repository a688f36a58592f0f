package org.nethook.api;

import java.time.InstantSource;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Scripts;
import org.nethook.api.resolver.Resolver;
import org.slf4j.Logger;

/**
 * What one plugin may use. The services enforce what the plugin declared in its manifest; an undeclared use is a
 * {@link SecurityException} that names the missing declaration. Usable from any thread the host calls the plugin on.
 */
public interface PluginContext {

    /** The plugin's id. */
    String pluginId();

    /** Reads interfaces, addresses and routes. */
    NetifQuery netif();

    /**
     * Changes interfaces directly. Prefer {@link #apply}, which journals, verifies and undoes.
     *
     * Each call is a {@link SecurityException} unless the manifest declares {@code Nethook-Control} for its interfaces and its
     * operation, such as {@code em* (mtu, up)}.
     */
    NetifControl control();

    /**
     * Applies a plan: journal, apply, verify, step by step; a step that fails undoes those before it in reverse order.
     * In a dry run the plan is shown and nothing changes. An empty plan is {@link PlanResult.Outcome#NOTHING_TO_DO}.
     *
     * @throws SecurityException unless the manifest declares {@code Nethook-Control} for what every step does to its interfaces,
     *     {@code Nethook-Scripts} for every script that it runs, {@code Nethook-Settings} for every variable of the
     *     system's configuration that it changes, and {@code Nethook-Resolver} where it sets name servers
     */
    PlanResult apply(Plan plan);

    /** Reads sysctls by name, those declared under {@code Nethook-Sysctls}. */
    SysctlReader sysctl();

    /** The system's configuration, as the system's own start-up would see it (rc.conf(5) on FreeBSD). */
    SystemConfig systemConfig();

    /** The machine's name servers. Setting them is a step of a plan; what changes them directly is refused. */
    Resolver resolver();

    /**
     * Whether DHCP clients run. Starting and stopping them needs {@code Nethook-Control} with {@code dhcp}, and is better a step of a
     * plan.
     */
    DhcpClients dhcp();

    /**
     * Reads the files that the plugin's own {@linkplain ConfigKey#file file keys} and the arguments of its command name; others, and
     * the defaults of its keys, those declared under {@code Nethook-Files}.
     */
    ConfiguredFiles files();

    /**
     * What the guest shows the administrators of its Hyper-V host, those keys that are declared under {@code Nethook-Kvp}; {@link
     * KvpPool#NONE} where there is no such thing.
     */
    default KvpPool kvp() {
        return KvpPool.NONE;
    }

    /**
     * Runs an operator's scripts, at once and outside of a plan: for scripts that are told of something. One that is to change the
     * network is a {@link org.nethook.api.plan.RunScript} of a plan. In a dry run none is run; a note says which would have been.
     *
     * <p>A script that the manifest does not declare under {@code Nethook-Scripts} is a {@link SecurityException}. Whoever is
     * waiting for a script holds up the interface whose event it is about, and is interrupted when it takes longer than {@code
     * host.hook-timeout}.
     */
    default Scripts scripts() {
        return Scripts.NONE;
    }

    /** Runs work later, on a clock that is virtual in tests and in {@code nethook replay}. */
    Scheduler scheduler();

    /** What the plugin keeps from one run to the next. */
    PluginState state();

    /** The time; virtual where the scheduler is. */
    InstantSource clock();

    /** The plugin's section of nethook.conf. */
    PluginConfig config();

    /** Tells the operator what was decided and why. */
    Reporter report();

    /** A logger named after the plugin, for whoever debugs it; operators read {@link #report}. */
    Logger log();
}
