package org.nethook.dhcpinfo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfig;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestMachine;

/** A simulated machine whose rc.conf is edited meanwhile. Counts what is asked of that. */
final class EditedMachine {
    private final TestHost host;
    private int questions;

    EditedMachine(TestHost host, String rcConf) {
        this.host = host;
        edit(rcConf);
    }

    void edit(String rcConf) {
        host.editRcConf(rcConf);
    }

    /** How often it was decided since the last time this was asked. */
    int questions() {
        int asked = questions;
        questions = 0;
        return asked;
    }

    /** What the plugin sees: interfaces, sysctls, DHCP clients and this configuration, and nothing else. */
    PluginContext context() {
        TestMachine machine = host.machine();
        return fake(PluginContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "netif" -> machine.netif();
            case "sysctl" -> machine.sysctl();
            case "dhcp" -> machine.dhcp();
            case "systemConfig" ->
                fake(SystemConfig.class, (self, question, words) -> answer(question, words, machine));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object answer(Method question, Object[] words, TestMachine machine) throws Throwable {
        questions += question.getName().equals("usesDhcp") ? 1 : 0;
        try {
            return question.invoke(machine.systemConfig(), words);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
