package org.nethook.hypervvf.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.KvpPool;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.PluginState;
import org.nethook.api.Reporter;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.resolver.Resolver;
import org.slf4j.Logger;

/** The context of a host that can be killed: what it waited for is then never done, and what it kept is there for the next one. */
final class MortalContext implements PluginContext {
    private final PluginContext real;
    private final BiConsumer<Plan, Instant> onPlan;
    private boolean dead;

    MortalContext(PluginContext real, BiConsumer<Plan, Instant> onPlan) {
        this.real = real;
        this.onPlan = onPlan;
    }

    void kill() {
        dead = true;
    }

    @Override
    public PlanResult apply(Plan plan) {
        onPlan.accept(plan, real.clock().instant());
        return real.apply(plan);
    }

    @Override
    public Scheduler scheduler() {
        return new Scheduler() {
            @Override
            public void after(String key, Duration delay, String purpose, Task task) {
                real.scheduler().after(key, delay, purpose, unlessDead(task));
            }

            @Override
            public void quietlyAfter(String key, Duration delay, String purpose, Task task) {
                real.scheduler().quietlyAfter(key, delay, purpose, unlessDead(task));
            }

            private Task unlessDead(Task task) {
                return () -> {
                    if (!dead) {
                        task.run();
                    }
                };
            }

            @Override
            public boolean cancel(String key) {
                return real.scheduler().cancel(key);
            }
        };
    }

    @Override
    public String pluginId() {
        return real.pluginId();
    }

    @Override
    public NetifQuery netif() {
        return real.netif();
    }

    @Override
    public NetifControl control() {
        return real.control();
    }

    @Override
    public SysctlReader sysctl() {
        return real.sysctl();
    }

    @Override
    public SystemConfig systemConfig() {
        return real.systemConfig();
    }

    @Override
    public Resolver resolver() {
        return real.resolver();
    }

    @Override
    public KvpPool kvp() {
        return real.kvp();
    }

    @Override
    public DhcpClients dhcp() {
        return real.dhcp();
    }

    @Override
    public ConfiguredFiles files() {
        return real.files();
    }

    @Override
    public PluginState state() {
        return real.state();
    }

    @Override
    public InstantSource clock() {
        return real.clock();
    }

    @Override
    public PluginConfig config() {
        return real.config();
    }

    @Override
    public Reporter report() {
        return real.report();
    }

    @Override
    public Logger log() {
        return real.log();
    }
}
