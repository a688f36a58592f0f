package org.nethook.host.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.nethook.host.plugin.classfile.ExitCalls;
import org.nethook.host.plugin.jar.PluginJar;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * One plugin's classes and resources, from the jar as it was read. The contract ({@code org.nethook.api}, pf4j, SLF4J) always
 * comes from the host; everything else comes from the jar, from the plugins it depends on, or from the JDK. The host and its
 * libraries are not visible.
 */
final class PluginClasses extends PluginClassLoader {
    private static final String[] CONTRACT = {"org.nethook.api.", "org.pf4j.", "org.slf4j."};
    /** The same as paths in a jar. */
    static final String[] CONTRACT_PATHS = {"org/nethook/api/", "org/pf4j/", "org/slf4j/"};

    private static final ClassLoadingStrategy PLUGIN_THEN_DEPENDENCIES = new ClassLoadingStrategy(
            List.of(ClassLoadingStrategy.Source.PLUGIN, ClassLoadingStrategy.Source.DEPENDENCIES));

    private final PluginJar jar;
    private CodeSource source;

    PluginClasses(PluginManager manager, PluginDescriptor descriptor, PluginJar jar) {
        super(manager, descriptor, PluginClasses.class.getClassLoader(), PLUGIN_THEN_DEPENDENCIES);
        this.jar = jar;
    }

    /** Defines the class as the jar has it, less what would end the host. */
    @Override
    protected Class<?> findClass(String className) throws ClassNotFoundException {
        try {
            String entry = jar.find(className.replace('.', '/').concat(".class"));
            if (entry == null) {
                throw new ClassNotFoundException(className);
            }
            byte[] bytes = ExitCalls.disarm(jar.image().read(entry));
            int packageEnd = className.lastIndexOf('.');
            if (packageEnd > 0 && getDefinedPackage(className.substring(0, packageEnd)) == null) {
                definePackage(className.substring(0, packageEnd));
            }
            return defineClass(className, bytes, 0, bytes.length, source());
        } catch (IOException e) {
            throw new ClassNotFoundException(className, e);
        }
    }

    private void definePackage(String name) {
        try {
            definePackage(name, null, null, null, null, null, null, null);
        } catch (IllegalArgumentException e) {
            // another thread was faster
        }
    }

    private synchronized CodeSource source() throws MalformedURLException {
        if (source == null) {
            source = new CodeSource(jar.path().toUri().toURL(), (Certificate[]) null);
        }
        return source;
    }

    @Override
    public URL findResource(String name) {
        String entry = jar.find(name);
        return entry == null ? null : JarResources.url(jar, entry);
    }

    @Override
    public Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return isContract(className);
    }

    private static boolean isContract(String className) {
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
