package org.nethook.host.context;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nethook.api.ConfigKey;
import org.nethook.api.KvpPool;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.ResolverStep;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;
import org.nethook.api.resolver.Resolver;
import org.nethook.api.resolver.ResolverChange;
import org.nethook.host.journal.Journal;
import org.nethook.host.plan.PlanExecutor;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Timer;

/** What a plugin can call, with arguments of every type, on services that do nothing. */
final class Calls {
    static final Path MOTD = Path.of("/etc/motd");
    static final ConfigKey<Path> CONFIGURED = ConfigKey.file("configured", Path.of("/etc/else"));
    static final ConfigKey<Path> SNEAKING = ConfigKey.file("sneaking", Path.of("/etc/../var/secret"));
    static final Route BY_NONE = Route.defaultVia(IpAddress.parse("10.0.0.1"), "");

    private Calls() {}

    /** What a plugin does. */
    @FunctionalInterface
    interface Call {
        void on(PluginContext context) throws Exception;
    }

    /** What a call is refused with when the plugin declares this; null when it is not. */
    static SecurityException refusal(Call call, Grants grants, String... arguments) throws Exception {
        try {
            call.on(context(grants).runWith(List.of(arguments)));
        } catch (SecurityException e) {
            return e;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof SecurityException refused ? refused : null;
        } catch (RuntimeException e) {
            return null; // from a service that gives nothing, so it was asked
        }
        return null;
    }

    private static HostPluginContext context(Grants grants) {
        LoadedPlugin plugin = new LoadedPlugin("p", "1", "", Path.of("p.jar"), grants, List.of(), List.of(), List.of());
        FileSource files = new FileSource() {
            @Override
            public Optional<String> read(Path file) {
                return Optional.empty();
            }

            @Override
            public byte[] submitted(Path file) throws IOException {
                return new byte[0];
            }
        };
        StateDirectory state = StateDirectory.inMemory();
        Services services = new Services(
                idle(NetifQuery.class),
                idle(NetifControl.class),
                idle(SysctlReader.class),
                idle(DhcpClients.class),
                idle(Scripts.class),
                idle(SystemConfig.class),
                idle(SystemSettings.class),
                idle(Resolver.class),
                files,
                idle(Timer.class),
                new MemoryStates(),
                state,
                InstantSource.fixed(Instant.EPOCH),
                idle(Journal.class),
                false,
                Waits.HERE,
                idle(KvpPool.class));
        StepTarget target = new StepTarget(services.query(), services.control(), services.dhcp());
        PlanExecutor dry =
                new PlanExecutor(target, services.journal(), state, services.timer(), services.clock(), true);
        return new HostPluginContext(plugin, services, new Configured(), dry, idle(Guard.class));
    }

    /** One key is set. */
    private static final class Configured implements PluginConfig {
        @Override
        @SuppressWarnings("unchecked") // it is a file key
        public <T> T get(ConfigKey<T> key) {
            return key == (Object) CONFIGURED ? (T) Path.of("/var/secret") : key.defaultValue();
        }

        @Override
        public <T> T get(ConfigKey<T> key, String ifName) {
            return get(key);
        }

        @Override
        public <T> Optional<T> own(ConfigKey<T> key, String ifName) {
            return Optional.empty();
        }
    }

    private static <T> T idle(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> nothing(method.getReturnType()));
        return type.cast(proxy);
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        return null;
    }

    /** Calls a method of a service; the first text is a name of the service's own kind, the others are em1. */
    static void invoke(Method method, Object service) throws ReflectiveOperationException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        boolean named = false;
        for (int i = 0; i < types.length; i++) {
            boolean second = named || types[i] != String.class;
            arguments[i] = second ? value(types[i], "em1") : name(method.getDeclaringClass());
            named |= types[i] == String.class;
        }
        if (method.getName().equals("read") && types.length == 2) {
            arguments[1] = "em0";
        }
        method.setAccessible(true);
        method.invoke(service, arguments);
    }

    private static String name(Class<?> service) {
        if (service == Scripts.class) {
            return "/etc/em0";
        } else if (service == SysctlReader.class) {
            return "kern.em0";
        }
        return service == KvpPool.class ? "nethook." : "em0";
    }

    private static Object value(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type == boolean.class) {
            return true;
        } else if (type == int.class) {
            return 1500;
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == Route.class) {
            return Route.defaultVia(IpAddress.parse("10.0.0.1"), "em0");
        } else if (type == InterfaceAddress.class) {
            return InterfaceAddress.parse("2001:db8::4/64");
        } else if (type == MacAddress.class) {
            return MacAddress.parse("02:00:00:00:00:01");
        } else if (type == LaggProtocol.class) {
            return LaggProtocol.FAILOVER;
        } else if (type == LaggOption.class) {
            return LaggOption.USE_FLOWID;
        } else if (type == AddressLifetime.class) {
            return AddressLifetime.INFINITE;
        } else if (type == Vlan.class) {
            return new Vlan("em7", 7, 0);
        } else if (type == DhcpMode.class) {
            return DhcpMode.BACKGROUND;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type == Path.class) {
            return MOTD;
        } else if (type == ConfigKey.class) {
            return ConfigKey.file("motd", MOTD);
        } else if (type == Scheduler.Task.class) {
            return (Scheduler.Task) () -> {};
        }
        return null; // for what is free
    }

    /** The records that can be a step. */
    static List<Class<?>> records(Class<?> sealed) {
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            if (each.isRecord()) {
                records.add(each);
            } else {
                records.addAll(records(each));
            }
        }
        return records;
    }

    static String stepName(Class<?> step) {
        Class<?> outer = step.getDeclaringClass();
        return (outer == null ? "" : outer.getSimpleName() + ".") + step.getSimpleName();
    }

    static Plan plan(Step step) {
        return new Plan("em0", "why not", List.of(step));
    }

    /** A step of em0, and em1 where two are concerned. */
    static Step step(Class<?> type) throws ReflectiveOperationException {
        if (type == RunScript.class) {
            return new RunScript("/etc/em0", List.of(), "em0", Duration.ofSeconds(1));
        } else if (type == SystemConfigStep.class) {
            VariableChange change = new VariableChange("defaultrouter", Optional.empty(), Optional.of("10.0.0.1"));
            return new SystemConfigStep("em0", List.of(change));
        } else if (type == ResolverStep.class) {
            ResolverChange.Place place = ResolverChange.Place.RESOLV_CONF;
            ResolverChange change = new ResolverChange(place, List.of(), Optional.empty(), Optional.empty());
            return new ResolverStep("em0", change, List.of());
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        int texts = 0;
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = types[i] == String.class ? "em" + texts++ : value(types[i], "");
        }
        if (components.length > 1 && types[1] == Set.class) {
            values[1] = Set.of(Nd6Flag.values()[0]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        try {
            return (Step) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            for (int i = 0; i < types.length; i++) { // some are of IPv4 only
                values[i] = types[i] == InterfaceAddress.class ? InterfaceAddress.parse("10.0.0.4/24") : values[i];
            }
            return (Step) constructor.newInstance(values);
        }
    }
}
