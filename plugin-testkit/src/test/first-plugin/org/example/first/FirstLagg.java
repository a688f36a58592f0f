package org.example.first;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.pf4j.Extension;

/** Makes a lagg of a port by a plan, and takes it away by hand. */
@Extension
public final class FirstLagg implements HostCommand {

    @Override
    public String name() {
        return "first-lagg";
    }

    @Override
    public String arguments() {
        return "make|remove PORT";
    }

    @Override
    public String summary() {
        return "make a lagg, or remove it";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
        if (arguments.size() != 2) {
            throw new UsageException("first-lagg takes two words");
        }
        String port = arguments.get(1);
        if (arguments.get(0).equals("remove")) {
            context.control().removeLaggPort("lagg7", port);
            context.control().destroy("lagg7");
            return ExitStatus.OK;
        }
        InterfaceAddress address = InterfaceAddress.parse("192.0.2.7/24");
        PlanResult result = context.apply(new Plan(
                port,
                "somebody asked for it",
                List.of(
                        new InterfaceStep.Create("lagg7"),
                        new LaggStep.SetProtocol("lagg7", LaggProtocol.LOADBALANCE, LaggProtocol.FAILOVER),
                        new LaggStep.AddPort("lagg7", port),
                        new InterfaceStep.BringUp(port),
                        new InterfaceStep.BringUp("lagg7"),
                        new AddressStep.Add("lagg7", address, Set.of(), AddressLifetime.INFINITE))));
        out.println(result.outcome() + " " + result.message());
        return result.isAsWanted() ? ExitStatus.OK : ExitStatus.UNAVAILABLE;
    }
}
