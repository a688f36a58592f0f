package org.example.first;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.Fact;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Reconciler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.Plan;
import org.pf4j.Extension;

/** Keeps em interfaces without a description. */
@Extension
public final class FirstReconciler implements Reconciler {

    @Override
    public List<String> interfaces(PluginContext context) throws NetifException {
        List<String> names = new ArrayList<>();
        for (Netif netif : context.netif().list()) {
            if (netif.ifName().startsWith("em")) {
                names.add(netif.ifName());
            }
        }
        return names;
    }

    @Override
    public Proposal reconcile(String ifName, PluginContext context) throws NetifException {
        String text = context.netif().details(ifName).orElseThrow().description().orElse("");
        if (!ifName.startsWith("em")) {
            return Proposal.notMine(ifName, "it is no em");
        } else if (context.state().get("held." + ifName).isPresent()) {
            return Proposal.refused(ifName, "it is held");
        }
        return text.isEmpty()
                ? Proposal.asWanted(ifName, "it has none")
                : Proposal.of(new Plan(ifName, "tidy", List.of(new AttributeStep.SetDescription(ifName, "", text))));
    }

    @Override
    public Proposal release(String ifName, PluginContext context) {
        return Proposal.asWanted(ifName, "there is nothing to give back");
    }

    @Override
    public void hold(String ifName, boolean held, PluginContext context) {
        if (held) {
            context.state().put("held." + ifName, "yes");
        } else {
            context.state().remove("held." + ifName);
        }
    }

    @Override
    public List<Fact> facts(String ifName, PluginContext context) {
        return List.of(new Fact("losses", context.state().get(ifName).orElse("0")));
    }
}
