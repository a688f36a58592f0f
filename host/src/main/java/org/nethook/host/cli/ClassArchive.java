package org.nethook.host.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.nethook.api.Extension;
import org.nethook.host.daemon.Daemon;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.oneshot.ThisMachine;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.netif.source.EventSource;

/**
 * Rehearses what one-shot starts and a resident host do, in a process that writes an archive of the classes it has loaded when it ends. Only
 * reads, and prints nothing. Plugins are told of no event that could be true: their classes are loaded, not run. An
 * archive is written at an orderly end only, so this one is.
 */
public final class ClassArchive {
    private static final String[][] REHEARSALS = {
        {"event", "--dry-run", "NETHOOK", "rehearsal", "CLASS_ARCHIVE", "key=value"},
        {"event", "--dry-run", "--line", "!system=NETHOOK subsystem=rehearsal type=CLASS_ARCHIVE"},
        {"run", "dhcp-info", "hn0"},
        {"run", "dns-info"}
    };

    /** What both are made of, as far as a rehearsal does not come to it. */
    private static final String[] OWN = {
        "org/nethook/host/context/",
        "org/nethook/host/dispatch/",
        "org/nethook/host/history/",
        "org/nethook/host/journal/",
        "org/nethook/host/oneshot/",
        "org/nethook/host/pending/",
        "org/nethook/host/plan/",
        "org/nethook/host/state/",
        "org/nethook/host/waiting/",
        "org/nethook/host/daemon/",
        "org/nethook/host/resident/",
        "org/nethook/host/control/",
        "org/nethook/host/cli/resident/",
        "org/nethook/netif/freebsd/rc/",
        "org/nethook/netif/source/",
        "org/nethook/netif/linux/monitor/",
        "org/nethook/netif/freebsd/devd/"
    };

    private ClassArchive() {}

    /** Rehearses and exits with status 0. */
    public static void main(String[] args) {
        Main.prepareLogging();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try {
            // First, because of several classes of one name the archive keeps the one that was loaded first.
            for (LoadedPlugin plugin : new Invocation(nowhere, nowhere, new ThisMachine())
                    .loadPluginsSilently()
                    .plugins()) {
                loadClasses(plugin);
            }
        } catch (Failure e) {
            // Without plugins the archive is of less use, and still of some.
        }
        for (String[] rehearsal : REHEARSALS) {
            Main.run(rehearsal, nowhere, nowhere);
        }
        try {
            ResidentRehearsal.run(nowhere);
        } catch (IOException e) {
            // There is no place for it.
        }
        loadClasses(Daemon.class);
        loadClasses(EventSource.class);
        System.exit(0);
    }

    /** Loads what is named above of the jar that the class is in. */
    private static void loadClasses(Class<?> ofJar) {
        CodeSource source = ofJar.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
            return;
        }
        loadClasses(ofJar.getClassLoader(), new File(source.getLocation().getPath()), OWN);
    }

    private static void loadClasses(LoadedPlugin plugin) {
        List<Extension> all = new ArrayList<>(plugin.listeners());
        all.addAll(plugin.commands());
        all.addAll(plugin.reconcilers());
        ClassLoader loader = all.get(0).getClass().getClassLoader();
        loadClasses(loader, plugin.jar().toFile(), "");
    }

    private static void loadClasses(ClassLoader loader, File file, String... prefixes) {
        try (JarFile jar = new JarFile(file)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class")
                        && !name.endsWith("-info.class")
                        && !name.startsWith("META-INF/")
                        && startsWithOne(name, prefixes)) {
                    load(
                            loader,
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        } catch (IOException e) {
            // What cannot be read is not archived.
        }
    }

    private static boolean startsWithOne(String name, String... prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static void load(ClassLoader loader, String className) {
        try {
            // Asked for its methods, HotSpot links a class, and only linked ones are archived. None of its code runs.
            loader.loadClass(className).getDeclaredMethods();
        } catch (ClassNotFoundException | LinkageError e) {
            // What cannot be loaded is not archived; it may be for another system.
        }
    }
}
