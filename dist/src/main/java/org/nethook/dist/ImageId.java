package org.nethook.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names an image by what is in its jars. Reproducible jars of two builds can have equal names, times and sizes, and by
 * those a JVM judges whether an archive of parsed classes still fits; by this name the launcher does.
 */
public final class ImageId {
    private ImageId() {}

    /** Argument: the image, which gets {@code lib/image-id}. */
    public static void main(String[] args) throws IOException {
        Path image = Path.of(args[0]);
        Files.writeString(image.resolve("lib").resolve("image-id"), of(image) + "\n");
    }

    static String of(Path image) throws IOException {
        String sums = jars(image.resolve("lib")) + jars(image.resolve("plugins"));
        return NativeLibraries.sha256(sums.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    private static String jars(Path directory) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(directory)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toList());
        }
        return jars.stream().map(ImageId::line).collect(Collectors.joining());
    }

    private static String line(Path jar) {
        try {
            return NativeLibraries.sha256(Files.readAllBytes(jar)) + " " + jar.getFileName() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
