package org.nethook.host.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The project that a new plugin starts as: the resources of Maven archetype {@code plugin-archetype}, unpacked by its rules. */
public final class Skeleton {
    private static final String RESOURCES = "archetype-resources/";
    private static final String[] PACKAGED = {"src/main/java/", "src/test/java/"};

    private final Path archetype;
    private final Map<String, String> values;

    /**
     * A skeleton to unpack.
     *
     * @param archetype the archetype's jar
     * @param values what stands for each property, such as {@code package}; anything else that looks like one stays
     */
    public Skeleton(Path archetype, Map<String, String> values) {
        this.archetype = archetype;
        this.values = Map.copyOf(values);
    }

    /**
     * Unpacks it, whole or not at all.
     *
     * @param directory is made; it must not exist
     * @throws IOException when the archetype cannot be read, or something cannot be written
     */
    public void unpack(Path directory) throws IOException {
        try (JarFile jar = new JarFile(archetype.toFile())) {
            Files.createDirectory(directory);
            try {
                unpack(jar, directory);
            } catch (IOException e) {
                delete(directory, e);
                throw e;
            }
        }
    }

    private void unpack(JarFile jar, Path directory) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!entry.isDirectory() && entry.getName().startsWith(RESOURCES)) {
                Path target = directory.resolve(place(entry.getName().substring(RESOURCES.length())));
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.writeString(target, filled(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        }
    }

    private static void delete(Path directory, IOException reason) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private String place(String name) {
        for (String root : PACKAGED) {
            if (name.startsWith(root)) {
                return root + values.get("package").replace('.', '/') + "/" + name.substring(root.length());
            }
        }
        return name;
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
