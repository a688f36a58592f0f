package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * One plugin's classes. The contract ({@code org.nethook.api}, pf4j, SLF4J) always comes from the host, so that a jar
 * that bundles it cannot get its own copy; everything else comes from the jar, from the plugins it depends on, or from
 * the JDK. The host and its libraries are not visible.
 */
final class PluginClasses extends PluginClassLoader {
    private static final String[] CONTRACT = {"org.nethook.api.", "org.pf4j.", "org.slf4j."};
    private static final ClassLoadingStrategy PLUGIN_THEN_DEPENDENCIES = new ClassLoadingStrategy(
            List.of(ClassLoadingStrategy.Source.PLUGIN, ClassLoadingStrategy.Source.DEPENDENCIES));

    PluginClasses(PluginManager manager, PluginDescriptor descriptor, Path jar) {
        super(manager, descriptor, PluginClasses.class.getClassLoader(), PLUGIN_THEN_DEPENDENCIES);
        addFile(jar.toFile());
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        for (String prefix : CONTRACT) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        try {
            return super.loadClass(className);
        } catch (ClassNotFoundException e) {
            if (shouldDelegateToParent(className)) {
                throw e;
            }
            return ClassLoader.getPlatformClassLoader().loadClass(className);
        }
    }
}
