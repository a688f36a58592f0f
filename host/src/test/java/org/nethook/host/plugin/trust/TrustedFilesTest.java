package org.nethook.host.plugin.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.jar.UnusableJarException;

@Tag("E3")
class TrustedFilesTest {
    @TempDir
    Path directory;

    private Path jar;

    @BeforeEach
    void makeFile() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("unix"),
                "the file system has no owners and modes");
        jar = write("p.jar", "what was checked");
    }

    @Test
    void shouldReadAFileThatNobodyChanges() {
        ByteBuffer read = new TrustedFiles().read(jar, 100);
        assertEquals("what was checked", StandardCharsets.UTF_8.decode(read).toString());
    }

    /** Of the same length, and as old: only the file itself is another one. */
    @Test
    void shouldNotLoadAnotherFileThanWasChecked() {
        assertChanged(() -> {
            FileTime old = Files.getLastModifiedTime(jar);
            Path other = write("other", "what nobody saw!");
            Files.setLastModifiedTime(other, old);
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Test
    void shouldNotLoadAFileThatIsWrittenOver() {
        assertChanged(() -> {
            FileTime old = Files.getLastModifiedTime(jar);
            Files.writeString(jar, "what nobody saw!");
            Files.setLastModifiedTime(jar, old);
        });
    }

    @Test
    void shouldNotFollowALinkThatTookThePlaceOfTheFile() {
        TrustedFiles files = new TrustedFiles(unchecked(() -> {
            Path other = Files.move(jar, directory.resolve("other"));
            Files.createSymbolicLink(jar, other);
        }));
        assertThrows(UnusableJarException.class, () -> files.read(jar, 100));
    }

    @Test
    void shouldNotReadMoreThanIsAllowed() {
        assertEquals(
                "it has 16 bytes; 15 are allowed",
                assertThrows(UnusableJarException.class, () -> new TrustedFiles().read(jar, 15))
                        .getMessage());
    }

    @Test
    void shouldReadOnlyFiles() {
        assertEquals(
                "it is no file",
                assertThrows(UnusableJarException.class, () -> new TrustedFiles().read(directory, 100))
                        .getMessage());
    }

    private void assertChanged(Change change) {
        TrustedFiles files = new TrustedFiles(unchecked(change));
        assertEquals(
                "it was changed while it was read; try again when it is whole",
                assertThrows(UnusableJarException.class, () -> files.read(jar, 100))
                        .getMessage());
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    private interface Change {
        void make() throws IOException;
    }

    private static Runnable unchecked(Change change) {
        return () -> {
            try {
                change.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
