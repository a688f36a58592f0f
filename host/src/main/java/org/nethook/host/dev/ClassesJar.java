package org.nethook.host.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the directory that a build compiles into, so that what is loaded from it passes the same checks, and comes from the same
 * class loader, as the jar that will be made of it; and stays as it is when the next build writes over it.
 */
public final class ClassesJar {
    private ClassesJar() {}

    /**
     * Makes a jar that only its owner can write to.
     *
     * @param classes the directory, with {@code META-INF/MANIFEST.MF} in it
     * @param jar a file that does not exist
     * @throws IOException when the directory has no manifest, cannot be read, or the jar cannot be written; the message says which
     */
    public static void pack(Path classes, Path jar) throws IOException {
        Path manifest = classes.resolve(JarFile.MANIFEST_NAME);
        if (!Files.isDirectory(classes)) {
            throw new NoSuchFileException(classes + ": no such directory");
        }
        if (!Files.isRegularFile(manifest)) {
            throw new NoSuchFileException(classes + ": has no " + JarFile.MANIFEST_NAME);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> Files.isRegularFile(file) && !file.equals(manifest))
                    .sorted()
                    .toList();
        }
        boolean posix = jar.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(jar, mine);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, JarFile.MANIFEST_NAME, manifest); // in front, where readers of streams look for it
            for (Path each : files) {
                add(zip, classes.relativize(each).toString(), each);
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
