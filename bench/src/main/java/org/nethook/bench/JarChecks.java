package org.nethook.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.plugin.jar.JarLimits;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.plugin.trust.TrustedFiles;

/** What it costs a JVM that has just started to read and check plugins' jars as nethook does, before it loads them. */
public final class JarChecks {
    private JarChecks() {}

    /** Argument: a directory of plugins. Prints how many there were and how many nanoseconds of CPU that took. */
    public static void main(String[] args) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : all) {
                jars.add(jar);
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime(); // whatever else the machine does
        TrustedFiles files = new TrustedFiles();
        for (Path jar : jars) {
            PluginJar read = PluginJar.read(jar, files.read(jar, JarLimits.FILE));
            TrustPolicy.FILES.check(read.attribute("Plugin-Id"), read);
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        System.out.println(jars.size() + " " + nanos);
    }
}
