package org.nethook.dhcpinfo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfig;
import org.nethook.netif.Platform;

/** A simulated machine whose configuration is edited meanwhile. Counts what is asked of that. */
final class EditedMachine {
    private final Platform platform;
    private SystemConfig config;
    private Object version = new Object();
    private int questions;

    EditedMachine(Platform platform, SystemConfig config) {
        this.platform = platform;
        this.config = config;
    }

    void edit(SystemConfig edited) {
        config = edited;
        version = new Object();
    }

    /** How often it was decided since the last time this was asked. */
    int questions() {
        int asked = questions;
        questions = 0;
        return asked;
    }

    /** What the plugin sees: interfaces, sysctls, DHCP clients and this configuration, and nothing else. */
    PluginContext context() {
        return fake(PluginContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "netif" -> platform.query();
            case "sysctl" -> platform.sysctl();
            case "dhcp" -> platform.dhcp();
            case "systemConfig" -> fake(SystemConfig.class, (self, question, words) -> answer(question, words));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object answer(Method question, Object[] words) throws Throwable {
        if (question.getName().equals("version")) {
            return version;
        }
        questions += question.getName().equals("usesDhcp") ? 1 : 0;
        try {
            return question.invoke(config, words);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
