package org.nethook.host.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.ApiUse;
import org.nethook.host.plugin.classfile.ClassUse;
import org.nethook.host.plugin.jar.JarLimits;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.nethook.host.plugin.trust.Digests;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.plugin.trust.TrustedFiles;

/** What can be said of a jar before it is installed. First what is seen without running it; its code runs only when that is good. */
public final class JarVerification {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path jar;
    private final TrustPolicy policy;
    private final List<ApiDescription> against;
    private final Duration limit;
    private final Findings findings = new Findings();

    private JarVerification(Path jar, TrustPolicy policy, List<ApiDescription> against, Duration limit) {
        this.jar = jar;
        this.policy = policy;
        this.against = against;
        this.limit = limit;
    }

    /**
     * Verifies a jar.
     *
     * @param policy what nethook.conf asks of jars
     * @param against the versions it is to run with
     * @param scenarios what it is run on; null when none of its code is to run
     * @param beside the directory of the plugins that run beside it
     * @throws IOException when the file, or the scenarios, cannot be read
     */
    public static JarVerification of(
            Path jar, TrustPolicy policy, List<ApiDescription> against, Path scenarios, Path beside)
            throws IOException, InterruptedException {
        return of(jar, policy, against, scenarios, beside, LIMIT);
    }

    /** @param limit how long it may take to load, and for each scenario */
    static JarVerification of(
            Path jar, TrustPolicy policy, List<ApiDescription> against, Path scenarios, Path beside, Duration limit)
            throws IOException, InterruptedException {
        JarVerification verification = new JarVerification(jar, policy, against, limit);
        PluginJar read = verification.file();
        if (read != null) {
            verification.descriptor(read);
            verification.classes(read);
            new Permissions(verification.findings).check(read.manifest().getMainAttributes());
            verification.trust(read);
            verification.run(read, scenarios, beside);
        }
        return verification;
    }

    /** What was found. */
    public Findings findings() {
        return findings;
    }

    private PluginJar file() throws IOException {
        try {
            return PluginJar.read(jar, new TrustedFiles().read(jar, JarLimits.FILE));
        } catch (UnusableJarException e) {
            findings.error("file", e.getMessage());
        }
        if (!Files.isRegularFile(jar) || Files.size(jar) > JarLimits.FILE) {
            return null;
        }
        try { // it may be a good jar in a bad place
            return PluginJar.read(jar, ByteBuffer.wrap(Files.readAllBytes(jar)));
        } catch (UnusableJarException e) {
            return null;
        }
    }

    private void descriptor(PluginJar read) {
        String digest = Digests.of(read.image().bytes());
        findings.note("file", read.image().bytes().remaining() + " bytes, " + digest);
        for (String name : read.image().names()) {
            try {
                read.image().read(name);
            } catch (IOException e) {
                findings.error("jar", e.getMessage());
            }
        }
        recommend(read, "Plugin-Requires", "the nethook it needs, such as " + HostVersion.VERSION);
        recommend(read, "Plugin-Provider", "who made it");
        recommend(read, "Plugin-License", "what it may be used under");
        recommend(read, "Plugin-Description", "what it does");
        String requires = read.attribute("Plugin-Requires");
        for (ApiDescription api : against) {
            String reason = requires == null ? null : HostVersion.refusal(requires, api.version());
            if (reason != null) {
                findings.error("descriptor", reason);
            }
        }
        try {
            PluginLoader.checkStatically(read);
        } catch (UnusableJarException e) {
            findings.error("descriptor", e.getMessage());
        }
    }

    private void recommend(PluginJar read, String key, String says) {
        if (read.attribute(key) == null) {
            findings.warning("descriptor", "its manifest has no " + key + ": " + says);
        }
    }

    private void classes(PluginJar read) {
        List<ClassUse> classes = new ArrayList<>();
        JavaVersions versions = new JavaVersions();
        for (String name : read.image().names()) {
            if (ApiUse.isClass(name)) {
                try {
                    byte[] bytes = read.image().read(name);
                    classes.add(ClassUse.read(bytes));
                    if (PluginJar.pathStart(name) == 0) { // else for a certain Java, which may be another than this
                        versions.add(name, bytes);
                    }
                } catch (IOException e) {
                    // told above
                } catch (IllegalArgumentException e) {
                    findings.error("jar", "its entry " + name + " is no class file");
                }
            } else if (name.endsWith(".jar")) {
                findings.warning(
                        "jar",
                        "its entry " + name
                                + " is a jar, in which nobody looks for classes; put them into the plugin's own"
                                + " (maven-shade-plugin)");
            }
        }
        versions.tell(findings);
        ApiUse use = new ApiUse(classes);
        ApiFindings told = new ApiFindings(findings);
        for (ApiDescription api : against) {
            use.against(api, told.of(api.version()));
        }
        told.beyondTheApi(classes, read.attribute("Plugin-Dependencies") != null);
        new CodeUse(findings).check(classes);
    }

    private void trust(PluginJar read) {
        String id = read.attribute("Plugin-Id");
        if (id != null) {
            try {
                policy.check(id, read);
            } catch (UnusableJarException e) {
                findings.error("file", e.getMessage());
            }
        }
    }

    private void run(PluginJar read, Path scenarios, Path beside) throws IOException, InterruptedException {
        if (scenarios == null) {
            findings.note("run", "none of its code was run");
            return;
        }
        if (!findings.isGood()) {
            findings.note("run", "none of its code was run, for the errors above");
            return;
        }
        if (read.attribute("Plugin-Dependencies") != null) {
            findings.note("run", "none of its code was run: it needs " + read.attribute("Plugin-Dependencies"));
            return;
        }
        LoadedPlugins loaded;
        try {
            loaded = Bounded.within(
                    limit, () -> PluginLoader.loadOne(jar, policy).plugins());
        } catch (TimeoutException e) {
            findings.error(
                    "run",
                    "it is not loaded after " + limit.toSeconds()
                            + " s; a constructor, a static initializer, filter() or configKeys() loops, or waits");
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        for (PluginProblem problem : loaded.problems()) {
            findings.error("descriptor", problem.reason());
        }
        if (findings.isGood()) {
            new SmokeRun(jar, loaded.plugins().get(0).id(), beside, policy, limit, findings).run(scenarios);
        }
    }
}
