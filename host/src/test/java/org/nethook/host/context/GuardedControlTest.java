package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;

/** Every method of the service is guarded, also one that is added after this test was written. */
class GuardedControlTest {
    /** Methods whose second text names an interface too. */
    private static final Set<String> OF_TWO = Set.of("rename", "addLaggPort", "removeLaggPort");

    private final List<Method> made = new ArrayList<>();

    static Stream<Method> methods() {
        return Arrays.stream(NetifControl.class.getMethods());
    }

    private NetifControl guarded(boolean dryRun) {
        NetifControl inner = (NetifControl) Proxy.newProxyInstance(
                NetifControl.class.getClassLoader(),
                new Class<?>[] {NetifControl.class},
                (proxy, method, arguments) -> {
                    made.add(method);
                    return null;
                });
        LoadedPlugin plugin = new LoadedPlugin(
                "p",
                "1",
                "",
                Path.of("p.jar"),
                Grants.declaring("Nethook-Control: lagg*"),
                List.of(),
                List.of(),
                List.of());
        return new GuardedControl(new Doorman(plugin), inner, dryRun);
    }

    /** Arguments with this interface first and that one second. */
    private static Object[] arguments(Method method, String first, String second) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        boolean named = false;
        for (int i = 0; i < types.length; i++) {
            arguments[i] = value(types[i], named ? second : first);
            named |= types[i] == String.class;
        }
        return arguments;
    }

    private static Object value(Class<?> type, String ifName) {
        if (type == String.class) {
            return ifName;
        } else if (type == Route.class) {
            return Route.defaultVia(IpAddress.parse("10.0.0.1"), ifName);
        } else if (type == boolean.class) {
            return true;
        } else if (type == int.class) {
            return 1500;
        } else if (type == Set.class) {
            return Set.of();
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
            return new Vlan(ifName, 7, 0);
        }
        throw new AssertionError("this test has no " + type);
    }

    private static Throwable failure(Method method, NetifControl control, Object[] arguments) {
        return assertThrows(InvocationTargetException.class, () -> method.invoke(control, arguments))
                .getCause();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void shouldChangeOnlyWhatThePluginDeclares(Method method) throws ReflectiveOperationException {
        NetifControl control = guarded(false);
        Throwable refused = failure(method, control, arguments(method, "hn0", "lagg1"));
        assertInstanceOf(SecurityException.class, refused);
        assertTrue(refused.getMessage().contains("hn0; "), refused.getMessage());
        if (OF_TWO.contains(method.getName())) {
            assertInstanceOf(SecurityException.class, failure(method, control, arguments(method, "lagg0", "hn0")));
        }
        assertEquals(List.of(), made);
        method.invoke(control, arguments(method, "lagg0", "lagg1"));
        assertEquals(List.of(method), made, "handed on as the same method");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void shouldChangeNothingInADryRun(Method method) {
        Throwable refused = failure(method, guarded(true), arguments(method, "lagg0", "lagg1"));
        assertInstanceOf(NetifException.class, refused);
        assertTrue(refused.getMessage().endsWith("not done, this is a dry run"), refused.getMessage());
        assertEquals(List.of(), made);
    }

    @Test
    void shouldHaveMethodsToTest() {
        assertTrue(methods().count() > 20);
    }
}
