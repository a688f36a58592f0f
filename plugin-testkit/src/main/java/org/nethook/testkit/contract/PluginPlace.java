package org.nethook.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Where the plugin under test is, and what is in it. */
final class PluginPlace {
    private static final List<String> CONTRACT = List.of("org/nethook/api/", "org/pf4j/", "org/slf4j/");

    private PluginPlace() {}

    /** @throws AssertionError when there is not exactly one directory with a plugin's manifest on the class path */
    static Path ofClassPath(ClassLoader classes) {
        Set<Path> places = new TreeSet<>();
        try {
            for (URL url : Collections.list(classes.getResources(JarFile.MANIFEST_NAME))) {
                if (url.getProtocol().equals("file") && isOfAPlugin(url)) {
                    places.add(Path.of(new URI(url.toString())).getParent().getParent());
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("cannot look for " + JarFile.MANIFEST_NAME, e);
        }
        if (places.size() != 1) {
            throw new AssertionError(
                    places.isEmpty()
                            ? "no directory on the class path has a " + JarFile.MANIFEST_NAME + " with a Plugin-Id"
                            : places + " all have the manifest of a plugin: override plugin() to say which is meant");
        }
        return places.iterator().next();
    }

    private static boolean isOfAPlugin(URL manifest) throws IOException {
        try (InputStream in = manifest.openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Plugin-Id") != null;
        }
    }

    /** The classes of the host's contract in a directory or jar. */
    static List<String> apiClasses(Path plugin) throws IOException {
        if (Files.isDirectory(plugin)) {
            return apiClassesBelow(plugin);
        }
        try (FileSystem jar = FileSystems.newFileSystem(plugin)) {
            return apiClassesBelow(jar.getPath("/"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> apiClassesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && CONTRACT.stream().anyMatch(name::startsWith))
                    .sorted()
                    .toList();
        }
    }
}
