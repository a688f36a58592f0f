package org.nethook.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
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

    private final Path jar;
    private CodeSource source;
    private JarFile classes;

    PluginClasses(PluginManager manager, PluginDescriptor descriptor, Path jar) {
        super(manager, descriptor, PluginClasses.class.getClassLoader(), PLUGIN_THEN_DEPENDENCIES);
        this.jar = jar;
        addFile(jar.toFile());
    }

    /** Defines the class as the jar has it, less what would end the host. */
    @Override
    protected Class<?> findClass(String className) throws ClassNotFoundException {
        try {
            JarEntry entry = classes().getJarEntry(className.replace('.', '/') + ".class");
            if (entry == null) {
                throw new ClassNotFoundException(className);
            }
            byte[] bytes;
            try (InputStream in = classes.getInputStream(entry)) {
                bytes = ExitCalls.disarm(in.readAllBytes());
            }
            int packageEnd = className.lastIndexOf('.');
            if (packageEnd > 0 && getDefinedPackage(className.substring(0, packageEnd)) == null) {
                definePackage(className.substring(0, packageEnd), null, null, null, null, null, null, null);
            }
            return defineClass(className, bytes, 0, bytes.length, source);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(className, e);
        }
    }

    private synchronized JarFile classes() throws IOException {
        if (classes == null) {
            classes = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
            source = new CodeSource(jar.toUri().toURL(), (Certificate[]) null);
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (classes != null) {
                classes.close();
            }
        }
        super.close();
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
