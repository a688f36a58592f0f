package org.nethook.host.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.nethook.host.plugin.classfile.ExitCalls;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.pf4j.ExtensionFactory;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginWrapper;

/**
 * Makes plugins' objects, with the thread's context class loader set to the plugin's. What goes wrong is a
 * UnusableJarException whose message is the reason.
 */
final class Instances implements PluginFactory, ExtensionFactory {
    /** What a class file's version is more than the Java it is for. */
    private static final int BEFORE_JAVA_1 = 44;

    @Override
    public Plugin create(PluginWrapper wrapper) {
        String name = wrapper.getDescriptor().getPluginClass();
        if (name.equals(Plugin.class.getName())) {
            return new Plugin();
        }
        return make(load(name, "Plugin-Class of its manifest", wrapper.getPluginClassLoader()), Plugin.class);
    }

    @Override
    public <T> T create(Class<T> extensionClass) {
        return make(extensionClass, extensionClass);
    }

    static Class<?> load(String name, String namedBy, ClassLoader classes) {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new UnusableJarException(e, "class " + name + ", named by " + namedBy + ", is not in it");
        } catch (LinkageError e) {
            throw new UnusableJarException(e, "class " + name + " cannot be loaded: " + missing(e));
        }
    }

    private static <T> T make(Class<?> type, Class<T> as) {
        if (!as.isAssignableFrom(type)) {
            throw new UnusableJarException("class " + type.getName() + " is not a " + as.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new UnusableJarException("class " + type.getName() + " is abstract");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(type.getClassLoader());
        try {
            Constructor<?> constructor = type.getConstructor();
            return as.cast(constructor.newInstance());
        } catch (NoSuchMethodException e) {
            throw new UnusableJarException(
                    e, "class " + type.getName() + " has no public constructor without arguments");
        } catch (InvocationTargetException e) {
            throw new UnusableJarException(
                    e.getCause(), "the constructor of " + type.getName() + " failed: " + missing(e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnusableJarException(e, "class " + type.getName() + " cannot be used: " + missing(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The failure in words; a missing class by its name, and a static initializer's by what it threw. */
    static String missing(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof NoClassDefFoundError && message != null && message.indexOf(' ') < 0) {
            return "class " + message.replace('/', '.') + " is missing";
        }
        if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
            return "its static initializer failed: " + missing(failure.getCause());
        }
        if (failure instanceof UnsupportedClassVersionError && message != null) {
            int java = javaOf(message);
            if (java > 0) {
                return "it is compiled for Java " + java + ", and this is Java "
                        + Runtime.version().feature() + "; compile it with --release 17";
            }
        }
        return ExitCalls.inWords(failure);
    }

    /** The Java of the first class file version that the text names; 0 when it names none. */
    private static int javaOf(String text) {
        String before = "class file version ";
        int at = text.indexOf(before);
        int version = 0;
        for (int i = at + before.length(); at >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || version > 9999) {
                break;
            }
            version = version * 10 + c - '0';
        }
        return version > BEFORE_JAVA_1 ? version - BEFORE_JAVA_1 : 0;
    }
}
