package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.nethook.host.plugin.classfile.ClassUse;

/** The plugin that was made for the first release: as it was compiled then, and its source. */
final class FirstPlugin {
    /** The release it was made for. */
    static final String RELEASE = "0.1.0";

    private static final Path SOURCE = Path.of("src/test/first-plugin");
    static final Path JAR = SOURCE.resolve("first-plugin.jar");

    private FirstPlugin() {}

    /** Compiles the source against the API as it is now. */
    static void compile(Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "--release",
                "17",
                "-processor",
                "org.pf4j.processor.ExtensionAnnotationProcessor",
                "-d",
                into.toString()));
        try (Stream<Path> files = Files.walk(SOURCE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .forEach(file -> words.add(file.toString()));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, words.toArray(new String[0]));
        assertEquals(0, status, said::toString);
        Files.copy(SOURCE.resolve(JarFile.MANIFEST_NAME), into.resolve(JarFile.MANIFEST_NAME));
    }

    /** Packs it such that the same classes give the same jar. */
    static void pack(Path classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(JAR);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                JarEntry entry = new JarEntry(classes.relativize(path).toString());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                jar.putNextEntry(entry);
                jar.write(Files.readAllBytes(path));
            }
        }
    }

    /** What is in the jar: of classes what they are and name, which no compiler changes; of others the text. */
    static Map<String, String> contentOfJar() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                content.put(
                        entry.getName(),
                        text(entry.getName(), jar.getInputStream(entry).readAllBytes()));
            }
        }
        return content;
    }

    /** The same of what was compiled. */
    static Map<String, String> contentOf(Path classes) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = classes.relativize(file).toString();
                content.put(name, text(name, read(file)));
            });
        }
        return content;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name, byte[] bytes) {
        return name.endsWith(".class") ? ClassUse.read(bytes).toString() : new String(bytes);
    }
}
