package org.nethook.netif.ffi;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** The files of native code that the dynamic linker has loaded into this process, as HotSpot lists them. */
final class LoadedLibraries {
    private static final String DELETED = " (deleted)";

    private final List<String> paths;

    private LoadedLibraries(List<String> paths) {
        this.paths = paths;
    }

    /** Those loaded now; none where the JVM cannot tell. */
    static LoadedLibraries now() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmDynlibs",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
            return parse(String.valueOf(text));
        } catch (JMException e) {
            return new LoadedLibraries(List.of());
        }
    }

    /** From lines that end with a path: on Linux one of proc(5)'s maps, on FreeBSD an address and the path. */
    static LoadedLibraries parse(String text) {
        List<String> paths = new ArrayList<>();
        text.lines().forEach(line -> {
            int start = line.indexOf('/');
            if (start >= 0) {
                String path = line.substring(start).strip();
                path = path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
                if (path.contains(".so") && !paths.contains(path)) {
                    paths.add(path);
                }
            }
        });
        return new LoadedLibraries(paths);
    }

    /** Whether the JVM could tell. */
    boolean isKnown() {
        return !paths.isEmpty();
    }

    /** The first file whose name begins so; empty for none. */
    String named(String prefix) {
        for (String path : paths) {
            if (path.substring(path.lastIndexOf('/') + 1).startsWith(prefix)) {
                return path;
            }
        }
        return "";
    }
}
