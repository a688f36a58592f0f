package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    @TempDir
    private Path temporary;

    @Test
    void shouldRefuseALibraryNobodyExamined() throws IOException {
        Path jar = jar("jni/aarch64-FreeBSD/libjffi-1.2.so");

        IOException refusal =
                assertThrows(IOException.class, () -> NativeLibraries.unpack(jar, temporary.resolve("native")));

        assertTrue(refusal.getMessage().contains("jni/aarch64-FreeBSD/libjffi-1.2.so has SHA-256"));
        assertFalse(Files.exists(temporary.resolve("native")));
    }

    @Test
    void shouldRefuseAJarWithoutASupportedSystem() throws IOException {
        Path jar = jar("jni/sparcv9-SunOS/libjffi-1.2.so");

        IOException refusal =
                assertThrows(IOException.class, () -> NativeLibraries.unpack(jar, temporary.resolve("native")));

        assertTrue(refusal.getMessage().endsWith("has no jni/aarch64-FreeBSD/libjffi-1.2.so"));
    }

    private Path jar(String entryName) throws IOException {
        Path jar = temporary.resolve("native.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(entryName));
            zip.write(1);
        }
        return jar;
    }
}
