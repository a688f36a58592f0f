package org.nethook.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes the native libraries of the supported systems out of jffi's native jar, so that no event unpacks one, and takes
 * the executable-stack flag off the one that has it. Each must be the file that was examined, by SHA-256.
 */
public final class NativeLibraries {
    private static final String FILE = "libjffi-1.2.so";

    /** Linked in 2012 with a stack flag that would make every thread's stack executable on FreeBSD. */
    private static final String WITH_EXECUTABLE_STACK = "x86_64-FreeBSD";

    private static final Map<String, String> SHA256 = new TreeMap<>(Map.of(
            "aarch64-FreeBSD",
            "b1d546f143cb72ea9f7fd183d9c74b8450e2f7afc78ddf49490c8d03944646c1",
            "aarch64-Linux",
            "33780852d4e49dd69e02254fee8f53e531d5c82ceb0a1679d82d52df390b7b79",
            WITH_EXECUTABLE_STACK,
            "3c9ff9c662046cc8747d98199302072638d46637e48dba96fd2101564489f798",
            "x86_64-Linux",
            "da12f2b4bbe991c66174536dbf2eb86da6bd5d4dd9d5246a3da3225c85d69049"));

    private NativeLibraries() {}

    /** Arguments: jffi's native jar, and the directory that gets {@code <cpu>-<OS>/libjffi-1.2.so} for each system. */
    public static void main(String[] args) throws IOException {
        unpack(Path.of(args[0]), Path.of(args[1]));
    }

    static void unpack(Path nativeJar, Path into) throws IOException {
        try (ZipFile jar = new ZipFile(nativeJar.toFile())) {
            for (Map.Entry<String, String> expected : SHA256.entrySet()) {
                String entryName = "jni/" + expected.getKey() + "/" + FILE;
                byte[] library = read(jar, entryName);
                String actual = sha256(library);
                if (!actual.equals(expected.getValue())) {
                    throw new IOException(nativeJar + ": " + entryName + " has SHA-256 " + actual + ", expected "
                            + expected.getValue() + "; examine it (readelf -lW) before changing the sum");
                }
                if (expected.getKey().equals(WITH_EXECUTABLE_STACK)) {
                    ExecutableStack.clear(library);
                }
                if (ExecutableStack.isWanted(library)) {
                    throw new IOException(nativeJar + ": " + entryName + " wants an executable stack");
                }
                Path target = into.resolve(expected.getKey()).resolve(FILE);
                Files.createDirectories(target.getParent());
                Files.write(target, library);
            }
        }
    }

    private static byte[] read(ZipFile jar, String entryName) throws IOException {
        ZipEntry entry = jar.getEntry(entryName);
        if (entry == null) {
            throw new IOException(jar.getName() + " has no " + entryName);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
