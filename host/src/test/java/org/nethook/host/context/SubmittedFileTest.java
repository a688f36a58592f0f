package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything here is about the file of scenario D9. */
@Tag("D9")
class SubmittedFileTest {
    private static final byte[] TEXT = "HWADDR=0:15:5d:1:2:3\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temporary;

    private Path directory;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        directory = Files.createDirectory(
                temporary.toRealPath().resolve("db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        file = directory.resolve("hypervhv_set_ip_data");
        Files.write(file, TEXT);
        mode(file, "rw-r--r--");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private String refusal() {
        return assertThrows(SecurityException.class, () -> new SubmittedFile(file).read())
                .getMessage();
    }

    @Test
    void shouldReadWhatTheOwnerWrote() throws IOException {
        assertArrayEquals(TEXT, new SubmittedFile(file).read());
    }

    @Test
    void shouldRefuseASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        file = link;
        assertEquals(link + " is not read: it is a symbolic link", refusal());
    }

    @Test
    void shouldRefuseASymbolicLinkAbove() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolveSibling("link"), directory);
        file = link.resolve(file.getFileName());
        assertEquals(file + " is not read: its directory " + link + " is a symbolic link", refusal());
    }

    @Test
    void shouldRefuseWhatOthersCanWrite() throws IOException {
        mode(file, "rw-rw-r--");
        assertTrue(refusal().endsWith("it is writable by others than its owner (mode 664; chmod go-w)"));
        mode(file, "rw-r--rw-");
        assertTrue(refusal().endsWith("it is writable by others than its owner (mode 646; chmod go-w)"));
    }

    @Test
    void shouldRefuseADirectoryOthersCanWrite() throws IOException {
        mode(directory, "rwxrwxr-x");
        assertTrue(refusal().contains("its directory " + directory + " is writable by others"));
    }

    @Test
    void shouldRefuseAnotherUsersFile() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        Files.setAttribute(file, "unix:uid", 65534);
        assertTrue(refusal().endsWith("; allowed is root"), refusal());
    }

    @Test
    void shouldRefuseASecondName() throws IOException {
        Files.createLink(directory.resolve("second"), file);
        assertTrue(refusal().contains("it has 2 names"));
    }

    @Test
    void shouldRefuseADirectory() {
        file = directory;
        assertTrue(refusal().endsWith("it is no regular file"));
    }

    @Test
    void shouldRefuseWhatIsReplacedWhileItIsRead() throws IOException {
        SubmittedFile submitted = new SubmittedFile(file);
        Map<String, Object> before = submitted.checked();
        Path other = directory.resolve("other");
        Files.write(other, TEXT);
        mode(other, "rw-r--r--");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        SecurityException e = assertThrows(SecurityException.class, () -> submitted.check(before, TEXT.length));
        assertTrue(e.getMessage().endsWith("it was replaced or written to while it was read"));
    }

    @Test
    void shouldRefuseWhatIsWrittenToWhileItIsRead() throws IOException {
        SubmittedFile submitted = new SubmittedFile(file);
        Map<String, Object> before = submitted.checked();
        Files.write(file, new byte[TEXT.length]);
        assertThrows(SecurityException.class, () -> submitted.check(before, TEXT.length));
    }

    @Test
    void shouldRefuseWhatGoesWhileItIsRead() throws IOException {
        SubmittedFile submitted = new SubmittedFile(file);
        Map<String, Object> before = submitted.checked();
        Files.delete(file);
        SecurityException e = assertThrows(SecurityException.class, () -> submitted.check(before, TEXT.length));
        assertTrue(e.getMessage().endsWith("it was taken away while it was read"));
    }

    @Test
    void shouldReadNoMoreThan64KiB() throws IOException {
        Files.write(file, new byte[SubmittedFile.LIMIT]);
        assertEquals(SubmittedFile.LIMIT, new SubmittedFile(file).read().length);
        Files.write(file, new byte[SubmittedFile.LIMIT + 1]);
        IOException e = assertThrows(IOException.class, () -> new SubmittedFile(file).read());
        assertEquals(file + " is larger than 65536 bytes", e.getMessage());
    }

    @Test
    void shouldSayThatThereIsNoFile() throws IOException {
        Files.delete(file);
        IOException e = assertThrows(NoSuchFileException.class, () -> new SubmittedFile(file).read());
        assertEquals(file + ": there is no such file", e.getMessage());
    }

    @Test
    void shouldRefuseAPathThatIsNotPlain() {
        assertThrows(IllegalArgumentException.class, () -> new SubmittedFile(Path.of("file")));
        assertThrows(IllegalArgumentException.class, () -> new SubmittedFile(directory.resolve("../db/file")));
    }
}
