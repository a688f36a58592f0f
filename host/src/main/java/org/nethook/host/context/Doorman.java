package org.nethook.host.context;

import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.ResolverStep;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.api.plan.VariableChange;
import org.nethook.api.plan.VlanStep;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Operation;
import org.nethook.host.plugin.grant.PermissionKey;

/** Refuses a plugin what its manifest does not declare, and says which line would. */
final class Doorman {
    private final LoadedPlugin plugin;

    Doorman(LoadedPlugin plugin) {
        this.plugin = plugin;
    }

    /** @throws SecurityException unless the plugin declares to do this to the interface */
    void control(Operation operation, String ifName) {
        if (!plugin.grants().mayControl(ifName, operation)) {
            String of = ifName.isEmpty() ? "any interface" : ifName;
            throw refusal(
                    operation.phrase() + " " + of,
                    PermissionKey.CONTROL,
                    plugin.grants().lineFor(ifName, operation));
        }
    }

    /** @throws SecurityException unless the plugin declares to read the sysctl */
    void sysctl(String name) {
        if (!plugin.grants().mayRead(name)) {
            throw refusal("read sysctl " + name, PermissionKey.SYSCTLS, name);
        }
    }

    /** @throws SecurityException unless the plugin declares to read the file */
    void file(String path) {
        if (!plugin.grants().mayReadFile(path)) {
            throw refusal("read " + path, PermissionKey.FILES, path);
        }
    }

    /** @throws SecurityException unless the plugin declares to run the script */
    void script(String path) {
        if (!plugin.grants().mayRun(path)) {
            throw refusal("run " + path, PermissionKey.SCRIPTS, path);
        }
    }

    /** @throws SecurityException unless the plugin declares to publish what begins so */
    void kvp(String prefix) {
        if (!plugin.grants().mayPublishAll(prefix)) {
            throw refusal("read or publish keys that begin with \"" + prefix + "\"", PermissionKey.KVP, prefix + "*");
        }
    }

    /** @throws SecurityException unless the plugin declares all that the plan does */
    void plan(Plan plan) {
        for (Step step : plan.steps()) {
            if (step instanceof RunScript script) {
                script(script.path());
            } else if (step instanceof SystemConfigStep settings) {
                settings(settings);
            } else if (step instanceof ResolverStep) {
                if (!plugin.grants().maySetNameServers()) {
                    throw refusal(step.describe(), PermissionKey.RESOLVER, "yes");
                }
            } else {
                Operation operation = operation(step);
                for (String ifName : step.interfaces()) {
                    control(operation, ifName);
                }
            }
        }
    }

    private void settings(SystemConfigStep step) {
        for (VariableChange change : step.changes()) {
            if (!plugin.grants().maySet(change.name())) {
                throw refusal("set " + change.name(), PermissionKey.SETTINGS, change.name());
            }
        }
    }

    /** What a step does to its interfaces. */
    private static Operation operation(Step step) {
        if (step instanceof LaggStep) {
            return Operation.LAGG;
        } else if (step instanceof AddressStep) {
            return Operation.ADDRESS;
        } else if (step instanceof RouteStep) {
            return Operation.ROUTE;
        } else if (step instanceof DhcpStep) {
            return Operation.DHCP;
        } else if (step instanceof VlanStep) {
            return Operation.VLAN;
        } else if (step instanceof InterfaceStep change) {
            return operation(change);
        } else if (step instanceof AttributeStep change) {
            return operation(change);
        }
        throw unknown(step);
    }

    private static Operation operation(InterfaceStep step) {
        if (step instanceof InterfaceStep.Create) {
            return Operation.CREATE;
        } else if (step instanceof InterfaceStep.Destroy) {
            return Operation.DESTROY;
        } else if (step instanceof InterfaceStep.SetMtu) {
            return Operation.MTU;
        } else if (step instanceof InterfaceStep.BringUp || step instanceof InterfaceStep.BringDown) {
            return Operation.UP;
        }
        throw unknown(step);
    }

    private static Operation operation(AttributeStep step) {
        if (step instanceof AttributeStep.SetDescription) {
            return Operation.DESCRIPTION;
        } else if (step instanceof AttributeStep.AddGroup || step instanceof AttributeStep.RemoveGroup) {
            return Operation.GROUP;
        } else if (step instanceof AttributeStep.ChangeNd6) {
            return Operation.ADDRESS;
        } else if (step instanceof AttributeStep.SetFib) {
            return Operation.ROUTE;
        }
        throw unknown(step);
    }

    private static SecurityException unknown(Step step) {
        return new SecurityException("no manifest can declare a step of " + step.getClass());
    }

    /** @param declaration what its manifest has to say; a line, or the pattern that is missing */
    private SecurityException refusal(String what, PermissionKey key, String declaration) {
        String line =
                key == PermissionKey.CONTROL ? declaration : plugin.grants().lineFor(key, declaration);
        boolean isNew = plugin.grants().texts(key).isEmpty();
        return new SecurityException("plugin " + plugin.id() + " may not " + what + "; "
                + (isNew ? "add to" : "for that, write in") + " the manifest of "
                + plugin.jar().getFileName() + ": " + line);
    }
}
