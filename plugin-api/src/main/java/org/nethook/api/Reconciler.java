package org.nethook.api;

import java.util.List;

/**
 * Extension point: keeps interfaces in an order of its own, and can say which. What {@code nethook plan}, {@code check},
 * {@code status} and {@code release} ask. All methods but {@link #hold} read and change nothing; each may be called at any
 * time, from any thread, several times at once.
 */
public interface Reconciler extends Extension {

    /**
     * The interfaces it keeps, or would keep, on this machine as it is now; sorted.
     *
     * @throws Exception when the system refuses to tell; the host reports it under the plugin's name
     */
    List<String> interfaces(PluginContext context) throws Exception;

    /**
     * What it would do about this interface now.
     *
     * @throws Exception when the system refuses to tell
     */
    Proposal reconcile(String ifName, PluginContext context) throws Exception;

    /**
     * What would give this interface back to the system's own configuration, as if the plugin had never been.
     *
     * @throws Exception when the system refuses to tell
     */
    Proposal release(String ifName, PluginContext context) throws Exception;

    /**
     * The operator took the interface back, or gives it to the plugin again. Kept in {@link PluginContext#state}: as long as an
     * interface is held, {@link #reconcile} proposes no change and events cause none.
     *
     * @param held whether it is held from now on
     */
    void hold(String ifName, boolean held, PluginContext context);

    /**
     * What an operator who asks for the status should see of this interface, most important first.
     *
     * @throws Exception when the system refuses to tell
     */
    List<Fact> facts(String ifName, PluginContext context) throws Exception;
}
