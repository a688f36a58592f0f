package org.nethook.host.context;

import org.nethook.api.PluginContext;
import org.nethook.api.Reconciler;

/**
 * A plugin's reconciler, and the context it is asked with.
 *
 * @param pluginId the plugin's id
 * @param reconciler what it keeps in order
 * @param context the plugin's context
 */
public record Keeper(String pluginId, Reconciler reconciler, PluginContext context) {

    /** Something asked of a reconciler. */
    @FunctionalInterface
    public interface Question<T> {
        /** @throws Exception whatever the plugin throws */
        T of(Reconciler reconciler, PluginContext context) throws Exception;
    }

    /**
     * Asks, with the plugin's class loader as the thread's.
     *
     * @throws Exception whatever the plugin throws
     */
    public <T> T ask(Question<T> question) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(reconciler.getClass().getClassLoader());
        try {
            return question.of(reconciler, context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Tells the plugin to leave an interface alone, or no longer to. */
    public void hold(String ifName, boolean held) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(reconciler.getClass().getClassLoader());
        try {
            reconciler.hold(ifName, held, context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
