package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.PluginContext;
import org.nethook.api.plan.Step;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.plugin.grant.Operation;
import org.nethook.host.plugin.grant.PermissionKey;

/**
 * Whatever a plugin can call is decided here: it is free, for a reason, or needs a line in the manifest, which the refusal gives to
 * the letter. What is added to the API without a decision fails.
 */
class PermissionsTest {
    private static final String READS = "free: any user of the machine may read it";
    private static final String OWN = "free: the plugin's own";
    private static final String TELLS = "free: it only tells";

    /** Each service and method; all overloads alike, {@code *} for those not named. */
    private static final Map<String, String> DECISIONS = Map.ofEntries(
            Map.entry("PluginContext.apply", "steps: each of them"),
            Map.entry("PluginContext.pluginId", OWN),
            Map.entry("NetifQuery.*", READS),
            Map.entry("NetifControl.create", "Nethook-Control: em0 (create)"),
            Map.entry("NetifControl.destroy", "Nethook-Control: em0 (destroy)"),
            Map.entry("NetifControl.setUp", "Nethook-Control: em0 (up)"),
            Map.entry("NetifControl.rename", "Nethook-Control: em0 (rename), em1 (rename)"),
            Map.entry("NetifControl.setMac", "Nethook-Control: em0 (mac)"),
            Map.entry("NetifControl.setDescription", "Nethook-Control: em0 (description)"),
            Map.entry("NetifControl.addGroup", "Nethook-Control: em0 (group)"),
            Map.entry("NetifControl.removeGroup", "Nethook-Control: em0 (group)"),
            Map.entry("NetifControl.changeNd6", "Nethook-Control: em0 (address)"),
            Map.entry("NetifControl.setMtu", "Nethook-Control: em0 (mtu)"),
            Map.entry("NetifControl.setLaggProtocol", "Nethook-Control: em0 (lagg)"),
            Map.entry("NetifControl.addLaggPort", "Nethook-Control: em0 (lagg), em1 (lagg)"),
            Map.entry("NetifControl.removeLaggPort", "Nethook-Control: em0 (lagg), em1 (lagg)"),
            Map.entry("NetifControl.setLaggOption", "Nethook-Control: em0 (lagg)"),
            Map.entry("NetifControl.setLaggHash", "Nethook-Control: em0 (lagg)"),
            Map.entry("NetifControl.setVlan", "Nethook-Control: em0 (vlan)"),
            Map.entry("NetifControl.clearVlan", "Nethook-Control: em0 (vlan)"),
            Map.entry("NetifControl.setFib", "Nethook-Control: em0 (route)"),
            Map.entry("NetifControl.addAddress", "Nethook-Control: em0 (address)"),
            Map.entry("NetifControl.removeAddress", "Nethook-Control: em0 (address)"),
            Map.entry("NetifControl.addRoute", "Nethook-Control: em0 (route)"),
            Map.entry("NetifControl.changeRoute", "Nethook-Control: em0 (route)"),
            Map.entry("NetifControl.deleteRoute", "Nethook-Control: em0 (route)"),
            Map.entry("SysctlReader.*", "Nethook-Sysctls: kern.em0"),
            Map.entry("SystemConfig.*", READS),
            Map.entry("Resolver.nameServers", READS),
            Map.entry("Resolver.objection", READS),
            Map.entry("Resolver.change", "free: it changes nothing, a step made of it does"),
            Map.entry("Resolver.obstacle", READS),
            Map.entry("Resolver.apply", "never: only a step of a plan sets name servers"),
            Map.entry("Resolver.isDone", READS),
            Map.entry("DhcpClients.isRunning", READS),
            Map.entry("DhcpClients.pid", READS),
            Map.entry("DhcpClients.lease", READS),
            Map.entry("DhcpClients.start", "Nethook-Control: em0 (dhcp)"),
            Map.entry("DhcpClients.stop", "Nethook-Control: em0 (dhcp)"),
            Map.entry("ConfiguredFiles.read", "Nethook-Files: /etc/motd"),
            Map.entry("ConfiguredFiles.read of a directory", "Nethook-Files: /etc/motd/em0"),
            Map.entry("ConfiguredFiles.submitted", "Nethook-Files: /etc/motd"),
            Map.entry("KvpPool.*", "Nethook-Kvp: nethook.*"),
            Map.entry("Scripts.objection", "Nethook-Scripts: /etc/em0"),
            Map.entry("Scripts.in", "free: it names declared scripts only"),
            Map.entry("Scripts.run", "Nethook-Scripts: /etc/em0"),
            Map.entry("Scheduler.*", OWN),
            Map.entry("PluginState.*", OWN),
            Map.entry("PluginConfig.*", OWN),
            Map.entry("InstantSource.*", TELLS),
            Map.entry("Reporter.*", TELLS),
            Map.entry("Logger.*", TELLS));

    /** Each step, by its class. */
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("InterfaceStep.Create", "Nethook-Control: em0 (create)"),
            Map.entry("InterfaceStep.Destroy", "Nethook-Control: em0 (destroy)"),
            Map.entry("InterfaceStep.BringUp", "Nethook-Control: em0 (up)"),
            Map.entry("InterfaceStep.BringDown", "Nethook-Control: em0 (up)"),
            Map.entry("InterfaceStep.SetMtu", "Nethook-Control: em0 (mtu)"),
            Map.entry("AttributeStep.SetDescription", "Nethook-Control: em0 (description)"),
            Map.entry("AttributeStep.AddGroup", "Nethook-Control: em0 (group)"),
            Map.entry("AttributeStep.RemoveGroup", "Nethook-Control: em0 (group)"),
            Map.entry("AttributeStep.ChangeNd6", "Nethook-Control: em0 (address)"),
            Map.entry("AttributeStep.SetFib", "Nethook-Control: em0 (route)"),
            Map.entry("LaggStep.SetProtocol", "Nethook-Control: em0 (lagg)"),
            Map.entry("LaggStep.AddPort", "Nethook-Control: em0 (lagg), em1 (lagg)"),
            Map.entry("LaggStep.RemovePort", "Nethook-Control: em0 (lagg), em1 (lagg)"),
            Map.entry("VlanStep.Reparent", "Nethook-Control: em0 (vlan)"),
            Map.entry("AddressStep.Add", "Nethook-Control: em0 (address)"),
            Map.entry("AddressStep.Remove", "Nethook-Control: em0 (address)"),
            Map.entry("AddressStep.LostToLagg", "Nethook-Control: em0 (address)"),
            Map.entry("AddressStep.Behind", "Nethook-Control: em0 (address)"),
            Map.entry("AddressStep.MoveLast", "Nethook-Control: em0 (address)"),
            Map.entry("RouteStep.Add", "Nethook-Control: em0 (route)"),
            Map.entry("RouteStep.Delete", "Nethook-Control: em0 (route)"),
            Map.entry("RouteStep.Change", "Nethook-Control: em0 (route)"),
            Map.entry("RouteStep.Keep", "Nethook-Control: em0 (route)"),
            Map.entry("DhcpStep.Start", "Nethook-Control: em0 (dhcp)"),
            Map.entry("DhcpStep.Stop", "Nethook-Control: em0 (dhcp)"),
            Map.entry("RunScript", "Nethook-Scripts: /etc/em0"),
            Map.entry("SystemConfigStep", "Nethook-Settings: defaultrouter"),
            Map.entry("ResolverStep", "Nethook-Resolver: yes"));

    /** Something a plugin can do. */
    record Act(String name, String decision, Calls.Call call) {
        @Override
        public String toString() {
            return name + " - " + decision;
        }
    }

    static Stream<Act> acts() {
        List<Act> acts = new ArrayList<>();
        for (Method method : PluginContext.class.getMethods()) {
            if (method.getParameterCount() == 0 && method.getReturnType().isInterface()) {
                for (Method each : method.getReturnType().getMethods()) {
                    if (!Modifier.isStatic(each.getModifiers())) {
                        acts.add(act(
                                method.getReturnType(), each, context -> Calls.invoke(each, method.invoke(context))));
                    }
                }
            } else if (!method.getName().equals("apply")) {
                acts.add(act(PluginContext.class, method, context -> Calls.invoke(method, context)));
            }
        }
        for (Class<?> step : Calls.records(Step.class)) {
            String name = Calls.stepName(step);
            assertNotNull(STEPS.get(name), "nothing decides what a plugin must declare for the step " + name);
            acts.add(new Act("step " + name, STEPS.get(name), context -> context.apply(Calls.plan(Calls.step(step)))));
        }
        return acts.stream();
    }

    private static Act act(Class<?> service, Method method, Calls.Call call) {
        String name = service.getSimpleName() + "." + method.getName();
        boolean inDirectory = name.equals("ConfiguredFiles.read") && method.getParameterCount() == 2;
        String decision = DECISIONS.getOrDefault(
                inDirectory ? name + " of a directory" : name, DECISIONS.get(service.getSimpleName() + ".*"));
        assertNotNull(decision, "nothing decides what a plugin must declare for " + method);
        return new Act(name + "/" + method.getParameterCount(), decision, call);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void shouldAllowWhatIsFreeAndElseSayTheLineThatAllowsIt(Act act) throws Exception {
        if (act.decision.startsWith("never: ")) {
            assertNotNull(Calls.refusal(act.call, everythingBut(null, null)), "it was allowed");
            return;
        }
        Grants grants = Grants.NONE;
        for (int round = 0; round < 3; round++) {
            SecurityException refused = Calls.refusal(act.call, grants);
            if (refused == null) {
                break;
            }
            String message = refused.getMessage();
            assertTrue(message.startsWith("plugin p may not "), message);
            assertTrue(message.contains(" the manifest of p.jar: "), message);
            grants = Grants.declaring(message.substring(message.indexOf("p.jar: ") + 7));
        }
        assertEquals(act.decision.startsWith("Nethook-") ? act.decision : "", grants.toString());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void shouldRefuseItWhateverElseIsDeclared(Act act) throws Exception {
        if (!act.decision.startsWith("Nethook-")) {
            return;
        }
        String key = act.decision.substring(0, act.decision.indexOf(':'));
        int open = act.decision.indexOf('(');
        String operation = open < 0 ? null : act.decision.substring(open + 1, act.decision.indexOf(')'));
        assertNotNull(Calls.refusal(act.call, everythingBut(key, operation)), "it was allowed");
    }

    /** All but this key; of interfaces, all but this operation. */
    private static Grants everythingBut(String key, String operation) {
        List<String> lines = new ArrayList<>();
        for (PermissionKey each : PermissionKey.values()) {
            if (each == PermissionKey.CONTROL) {
                List<String> operations = new ArrayList<>();
                for (Operation one : Operation.values()) {
                    if (!one.word().equals(operation)) {
                        operations.add(one.word());
                    }
                }
                lines.add(each.key() + ": * (" + String.join(", ", operations) + ")");
            } else if (!each.key().equals(key)) {
                lines.add(each.key() + ": " + (each == PermissionKey.RESOLVER ? "yes" : "*"));
            }
        }
        return Grants.declaring(lines.toArray(new String[0]));
    }

    @Test
    void shouldDecideNothingThatIsNotThere() {
        TreeMap<String, Boolean> seen = new TreeMap<>();
        acts().forEach(act -> seen.put(act.name, true));
        TreeSet<String> methods = new TreeSet<>();
        for (String name : seen.keySet()) {
            int end = name.indexOf('/');
            methods.add(end < 0 ? name.substring("step ".length()) : name.substring(0, end));
        }
        for (String decided : DECISIONS.keySet()) {
            String name = decided.replace(" of a directory", "");
            boolean exists = name.endsWith(".*")
                    ? methods.stream().anyMatch(each -> each.startsWith(name.substring(0, name.length() - 1)))
                    : methods.contains(name) || name.equals("PluginContext.apply");
            assertTrue(exists, decided + " is decided and is not there");
        }
        for (String step : STEPS.keySet()) {
            assertTrue(methods.contains(step), step + " is decided and is not there");
        }
    }

    @Test
    void shouldFindEachOperationInSomeDecision() {
        List<String> all = new ArrayList<>(DECISIONS.values());
        for (Operation operation : Operation.values()) {
            assertTrue(
                    all.stream().anyMatch(each -> each.contains("(" + operation.word() + ")")),
                    operation + " permits nothing");
        }
    }

    @Test
    void shouldLetReadWhatTheOperatorNamed() throws Exception {
        assertEquals(
                null, Calls.refusal(context -> context.files().submitted(Calls.MOTD), Grants.NONE, "/etc/motd", "x"));
        assertNotNull(Calls.refusal(context -> context.files().submitted(Calls.MOTD), Grants.NONE, "/etc/motd2"));
        assertEquals(null, Calls.refusal(context -> context.files().read(Calls.CONFIGURED), Grants.NONE));
        assertNotNull(Calls.refusal(
                context -> context.files().read(Calls.SNEAKING), Grants.declaring("Nethook-Files: /etc/*")));
    }

    @Test
    void shouldNeedAllInterfacesForARouteByNone() throws Exception {
        Calls.Call call = context -> context.control().deleteRoute(Calls.BY_NONE);
        SecurityException refused = Calls.refusal(call, Grants.declaring("Nethook-Control: em*"));
        assertEquals(
                "plugin p may not change routes by any interface; for that, write in the manifest of p.jar:"
                        + " Nethook-Control: em*, * (route)",
                refused.getMessage());
        assertEquals(null, Calls.refusal(call, Grants.declaring("Nethook-Control: em*, * (route)")));
    }

    @Test
    void shouldTryMoreThanAHundredCalls() {
        assertFalse(acts().count() < 100, Arrays.toString(acts().toArray()));
    }
}
