package org.nethook.host.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a jar says about itself, read in one go.
 *
 * @param path the jar
 * @param manifest its manifest
 * @param extensions the classes its index names; null when it has no index
 */
record PluginJar(Path path, Manifest manifest, List<String> extensions) {
    static final String INDEX = "META-INF/extensions.idx";

    /** @throws UnusableJarException when the file cannot be read or has no manifest; the message says why */
    static PluginJar read(Path path) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new UnusableJarException("it has no META-INF/MANIFEST.MF, so it is not a plugin");
            }
            return new PluginJar(path, manifest, index(jar));
        } catch (IOException | SecurityException e) {
            throw new UnusableJarException(e, "it is not a readable jar (" + e.getMessage() + ")");
        }
    }

    private static List<String> index(JarFile jar) throws IOException {
        JarEntry entry = jar.getJarEntry(INDEX);
        if (entry == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
