package org.nethook.host.resident;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;

/** Plugins of one listener. */
final class Plugins {
    private Plugins() {}

    /** What a listener does. */
    interface Body {
        void run(InterfaceEvent event, PluginContext context) throws Exception;
    }

    static LoadedPlugin plugin(String id, Body body) {
        return plugin(id, 0, Grants.NONE, body);
    }

    static LoadedPlugin plugin(String id, int order, Grants grants, Body body) {
        return loaded(id, grants, listener(order, body));
    }

    /** A plugin whose listener's class has a class loader of its own, as that of a jar has. */
    static LoadedPlugin withOwnLoader(String id, Body body) {
        ClassLoader loader = new ClassLoader(Plugins.class.getClassLoader()) {};
        InterfaceEventListener listener = listener(0, body);
        return loaded(id, Grants.NONE, (InterfaceEventListener) Proxy.newProxyInstance(
                loader, new Class<?>[] {InterfaceEventListener.class}, (self, method, args) -> {
                    try {
                        return method.invoke(listener, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static LoadedPlugin loaded(String id, Grants grants, InterfaceEventListener listener) {
        return new LoadedPlugin(id, "1", "", Path.of(id + ".jar"), grants, List.of(listener), List.of(), List.of());
    }

    private static InterfaceEventListener listener(int order, Body body) {
        return new InterfaceEventListener() {
            @Override
            public EventFilter filter() {
                return EventFilter.any();
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                body.run(event, context);
            }
        };
    }
}
