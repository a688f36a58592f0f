package org.nethook.host.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nethook.api.Fact;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Reconciler;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;
import org.nethook.host.context.Keeper;
import org.nethook.host.operator.Standing.Kind;
import org.slf4j.LoggerFactory;

/** Asks plugins how interfaces stand. A plugin that fails is an answer too: unknown. */
final class Survey {
    private final List<Keeper> keepers;

    Survey(List<Keeper> keepers) {
        this.keepers = keepers;
    }

    /** Which of the two proposals of a reconciler is asked for. */
    @FunctionalInterface
    interface Asking {
        /** {@link Reconciler#reconcile} or {@link Reconciler#release}. */
        Proposal of(Reconciler reconciler, String ifName, PluginContext context) throws Exception;
    }

    /** How every interface stands that a plugin keeps, sorted by interface, then by plugin. */
    List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        for (Keeper keeper : keepers) {
            try {
                for (String ifName : keeper.ask(Reconciler::interfaces)) {
                    of(keeper, ifName, Reconciler::reconcile).ifPresent(all::add);
                }
            } catch (Exception | LinkageError | StackOverflowError e) {
                all.add(unknown(keeper, "", e));
            }
        }
        all.sort((a, b) -> {
            int byName = NaturalOrder.compare(a.ifName(), b.ifName());
            return byName != 0 ? byName : a.pluginId().compareTo(b.pluginId());
        });
        return all;
    }

    /** How this interface stands with each plugin that has business with it. */
    List<Standing> of(String ifName, Asking asking) {
        List<Standing> all = new ArrayList<>();
        for (Keeper keeper : keepers) {
            of(keeper, ifName, asking).ifPresent(all::add);
        }
        return all;
    }

    /** How this interface stands with this plugin; empty when the plugin has no business with it. */
    Optional<Standing> of(Keeper keeper, String ifName, Asking asking) {
        Proposal proposal;
        try {
            proposal = keeper.ask((reconciler, context) -> asking.of(reconciler, ifName, context));
        } catch (Exception | LinkageError | StackOverflowError e) {
            return Optional.of(unknown(keeper, ifName, e));
        }
        String id = keeper.pluginId();
        switch (proposal.kind()) {
            case AS_WANTED:
                return Optional.of(new Standing(ifName, id, Kind.AS_WANTED, proposal.reason(), Optional.empty()));
            case CHANGE:
                return Optional.of(
                        new Standing(ifName, id, Kind.WOULD_CHANGE, proposal.reason(), Optional.of(proposal.plan())));
            case REFUSED:
                return Optional.of(new Standing(ifName, id, Kind.REFUSED, proposal.reason(), Optional.empty()));
            default:
                return Optional.empty();
        }
    }

    /** The interfaces that plugins keep, by the plugin's id; one that cannot tell keeps none. */
    Map<String, List<String>> kept() {
        Map<String, List<String>> kept = new TreeMap<>();
        for (Keeper keeper : keepers) {
            List<String> names = List.of();
            try {
                names = keeper.ask(Reconciler::interfaces);
            } catch (Exception | LinkageError | StackOverflowError e) {
                LoggerFactory.getLogger(keeper.pluginId()).debug("cannot tell what it keeps", e);
            }
            kept.merge(keeper.pluginId(), names, Survey::joined);
        }
        return kept;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        TreeSet<String> all = new TreeSet<>(NaturalOrder::compare);
        all.addAll(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** What this plugin has to tell of this interface. */
    List<Fact> facts(Standing standing) {
        for (Keeper keeper : keepers) {
            if (keeper.pluginId().equals(standing.pluginId())) {
                try {
                    return keeper.ask((reconciler, context) -> reconciler.facts(standing.ifName(), context));
                } catch (Exception | LinkageError | StackOverflowError e) {
                    return List.of(new Fact("facts", "unknown: " + why(e)));
                }
            }
        }
        return List.of();
    }

    private static Standing unknown(Keeper keeper, String ifName, Throwable failure) {
        LoggerFactory.getLogger(keeper.pluginId()).debug("cannot tell about {}", ifName, failure);
        return new Standing(ifName, keeper.pluginId(), Kind.UNKNOWN, why(failure), Optional.empty());
    }

    private static String why(Throwable failure) {
        boolean forOperators = failure instanceof NetifException
                || failure instanceof SecurityException
                || failure instanceof SystemConfigException;
        return forOperators ? failure.getMessage() : "the plugin failed: " + failure;
    }
}
