package org.nethook.host.daemon;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals other than the ones that end a JVM. Java has no public way to them; sun.misc.Signal, of the module
 * jdk.unsupported, has been there since 1.2, and is reached by name because javac warns of it in a way that cannot be
 * silenced.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Runs the action, on a thread of its own, each time the signal comes.
     *
     * @param name without SIG, such as {@code HUP}
     * @return whether this JVM can do that
     */
    public static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                return null;
                            }
                            case "equals" -> {
                                return self == args[0];
                            }
                            case "hashCode" -> {
                                return System.identityHashCode(self);
                            }
                            default -> {
                                return "handler of SIG" + name;
                            }
                        }
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (InvocationTargetException e) {
            LOG.warn("SIG{} cannot be handled: {}", name, e.getCause().getMessage());
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("SIG{} cannot be handled: {}", name, e.toString());
        }
        return false;
    }
}
