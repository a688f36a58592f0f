package org.nethook.host.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.pf4j.PluginDependency;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;

/** Puts plugins after those they depend on, otherwise in the order of their ids; finds those that cannot be put. */
final class DependencyOrder {
    private final Map<String, PluginWrapper> byId = new TreeMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private final List<PluginWrapper> order = new ArrayList<>();
    private final List<String> trail = new ArrayList<>();
    private final VersionManager versions;

    DependencyOrder(List<PluginWrapper> plugins, VersionManager versions) {
        this.versions = versions;
        for (PluginWrapper plugin : plugins) {
            byId.put(plugin.getPluginId(), plugin);
        }
        for (PluginWrapper plugin : byId.values()) {
            visit(plugin);
        }
    }

    /** Every plugin, those that cannot be used among them. */
    List<PluginWrapper> order() {
        return order;
    }

    /** Throws why a plugin cannot be used for its dependencies; {@code failed} are those that failed since. */
    void check(PluginWrapper plugin, Map<String, String> failed) {
        String reason = reasons.get(plugin.getPluginId());
        if (reason != null) {
            throw new UnusableJarException(reason);
        }
        for (PluginDependency dependency : plugin.getDescriptor().getDependencies()) {
            if (!dependency.isOptional() && failed.containsKey(dependency.getPluginId())) {
                throw new UnusableJarException(
                        "it needs plugin " + dependency.getPluginId() + ", which was not loaded either");
            }
        }
    }

    private void visit(PluginWrapper plugin) {
        if (order.contains(plugin)) {
            return;
        }
        trail.add(plugin.getPluginId());
        for (PluginDependency dependency : plugin.getDescriptor().getDependencies()) {
            String id = dependency.getPluginId();
            PluginWrapper target = byId.get(id);
            if (trail.contains(id)) {
                cycle(id);
            } else if (target != null) {
                visit(target);
                checkVersion(plugin, dependency, target);
            } else if (!dependency.isOptional()) {
                reasons.putIfAbsent(plugin.getPluginId(), "it needs plugin " + id + ", which is not there");
            }
        }
        trail.remove(trail.size() - 1);
        order.add(plugin);
    }

    private void cycle(String id) {
        List<String> members = trail.subList(trail.indexOf(id), trail.size());
        String path = String.join(" -> ", members) + " -> " + id;
        for (String member : members) {
            reasons.put(member, "its dependencies go round in a circle: " + path);
        }
    }

    private void checkVersion(PluginWrapper plugin, PluginDependency dependency, PluginWrapper target) {
        String wanted = dependency.getPluginVersionSupport();
        String actual = target.getDescriptor().getVersion();
        boolean satisfied;
        try {
            satisfied = wanted.equals("*") || versions.checkVersionConstraint(actual, wanted);
        } catch (RuntimeException e) {
            satisfied = false;
        }
        if (!satisfied) {
            reasons.putIfAbsent(
                    plugin.getPluginId(),
                    "it needs plugin " + dependency.getPluginId() + " " + wanted + ", there is " + actual);
        }
    }
}
