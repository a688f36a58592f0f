package org.nethook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.jar.JarLimits;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.plugin.trust.TrustedFiles;

/** What it costs a JVM that has just started to read and check plugins' jars as nethook does, before it loads them. */
public final class JarChecks {
    private JarChecks() {}

    /** Argument: a directory of plugins. Prints how many there were and how many nanoseconds that took. */
    public static void main(String[] args) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        long start = System.nanoTime();
        TrustedFiles files = new TrustedFiles();
        for (Path jar : jars) {
            PluginJar read = PluginJar.read(jar, files.read(jar, JarLimits.FILE));
            TrustPolicy.FILES.check(read.attribute("Plugin-Id"), read);
            PluginLoader.checkStatically(read);
        }
        long nanos = System.nanoTime() - start;
        System.out.println(jars.size() + " " + nanos);
    }
}
