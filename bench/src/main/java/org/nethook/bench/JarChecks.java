package org.nethook.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.nethook.host.plugin.jar.JarLimits;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.plugin.trust.TrustedFiles;

/**
 * What it costs a JVM that has just started to read and check plugins' jars as nethook does before it loads them: who could have
 * written them, whether the archive is one that every reader reads alike, the manifest, the index, and copies of what the host
 * provides. The time is that of a clock on the wall, the loading of the classes that do it included, as a start pays it.
 */
public final class JarChecks {
    private static final String[] PROVIDED = {"org/nethook/api/", "org/pf4j/", "org/slf4j/"};

    private JarChecks() {}

    /** Arguments: jars. Prints how many there were and how many nanoseconds that took. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        TrustedFiles files = new TrustedFiles();
        for (String arg : args) {
            Path path = Path.of(arg);
            PluginJar jar = PluginJar.read(path, files.read(path, JarLimits.FILE));
            TrustPolicy.FILES.check(jar.attribute("Plugin-Id"), jar);
            if (jar.firstClassIn(PROVIDED) != null) {
                throw new IOException(arg + " has a copy of what the host provides");
            }
        }
        long nanos = System.nanoTime() - start;
        System.out.println(args.length + " " + nanos);
    }
}
