package org.nethook.host.plugin.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What a jar says about itself, read in one go.
 *
 * @param path the file
 * @param image what it was when it was read
 * @param manifest its manifest
 * @param extensions the classes its index names; null when it has no index
 */
public record PluginJar(Path path, JarImage image, Manifest manifest, List<String> extensions) {
    /** Where pf4j's annotation processor writes which classes are extensions. */
    public static final String INDEX = "META-INF/extensions.idx";

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";

    /**
     * Reads a jar.
     *
     * @param bytes the whole file
     * @throws UnusableJarException when it is none, or has no manifest; the message says why
     */
    public static PluginJar read(Path path, ByteBuffer bytes) {
        JarImage image = new JarImage(bytes);
        try {
            byte[] manifest = image.read(MANIFEST);
            if (manifest == null) {
                throw new UnusableJarException("it has no META-INF/MANIFEST.MF, so it is not a plugin");
            }
            ManifestLines.check(manifest);
            return new PluginJar(path, image, new Manifest(new ByteArrayInputStream(manifest)), index(image));
        } catch (IOException e) {
            throw new UnusableJarException(e, "it is not a readable jar: " + e.getMessage());
        }
    }

    private static List<String> index(JarImage image) throws IOException {
        byte[] index = image.read(INDEX);
        if (index == null) {
            return null;
        }
        String text = new String(index, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            int comment = line.indexOf('#');
            String name = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
            start = end < 0 ? text.length() : end + 1;
        }
        return names;
    }

    /** The first class whose path begins with one of these, be it one for a certain Java; null when there is none. */
    public String firstClassIn(String... paths) {
        for (String name : image.names()) {
            if (name.endsWith(".class")) {
                int start = pathStart(name);
                for (String path : paths) {
                    if (name.startsWith(path, start)) {
                        return name;
                    }
                }
            }
        }
        return null;
    }

    /** Where the path of an entry begins once {@code META-INF/versions/17/} is taken away; 0 where it has no such prefix. */
    public static int pathStart(String name) {
        if (!name.startsWith(VERSIONS)) {
            return 0;
        }
        int slash = name.indexOf('/', VERSIONS.length());
        return slash < 0 ? 0 : slash + 1;
    }

    /** A value of the manifest's main section; null when it has none. */
    public String attribute(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    /**
     * The path of this entry for the running Java, which a jar may have several of; null when there is none.
     *
     * @see java.util.jar.JarFile
     */
    public String find(String name) {
        if ("true".equalsIgnoreCase(attribute(Attributes.Name.MULTI_RELEASE.toString()))
                && !name.startsWith("META-INF/")) {
            for (int version = Runtime.version().feature(); version > 8; version--) {
                String own = VERSIONS + version + "/" + name;
                if (image.has(own)) {
                    return own;
                }
            }
        }
        return image.has(name) ? name : null;
    }
}
