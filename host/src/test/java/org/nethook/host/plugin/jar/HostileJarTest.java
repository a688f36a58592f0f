package org.nethook.host.plugin.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a jar to one reader and another jar to the next, or leads out of itself, or is too much. */
@Tag("E6")
class HostileJarTest {
    private static final byte[] TEXT = "some text, some text, some text".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void shouldReadWhatTheJdkWrites(int method) throws IOException {
        JarImage image = image(zip(method, "a/", "a/b.txt", "ä.txt"));
        assertEquals(List.of("a/", "a/b.txt", "ä.txt"), new ArrayList<>(image.names()));
        assertArrayEquals(TEXT, image.read("a/b.txt"));
        assertNull(image.read("c"));
        assertArrayEquals(new byte[0], image.read("a/"));
    }

    @ParameterizedTest
    @CsvSource({
        "../x, leads out of the jar",
        "a/../../x, leads out of the jar",
        "a/.., leads out of the jar",
        "/etc/x, has an absolute path",
        "C:/x, has an absolute path",
        "a//b, has a part that means nothing",
        "./a, has a part that means nothing",
        "a\\b, has a character that no path in a jar has"
    })
    void shouldRefuseANameThatLeadsElsewhere(String name, String why) throws IOException {
        assertRefused(
                zip(ZipEntry.DEFLATED, name),
                "its entry \"" + name + "\" " + why + "; whoever built it meant harm, or used a broken tool");
    }

    @Test
    void shouldRefuseANameOfTwoEntries() throws IOException {
        byte[] two = replaced(zip(ZipEntry.DEFLATED, "aa", "bb"), "bb", "aa");
        assertRefused(two, "its entry aa is there twice; two readers would see two jars; build it anew");
    }

    @Test
    void shouldRefuseASecondManifestInOtherCase() throws IOException {
        assertRefused(
                zip(ZipEntry.DEFLATED, "META-INF/MANIFEST.MF", "META-INF/Manifest.mf"),
                "its entry META-INF/Manifest.mf is there twice; two readers would see two jars; build it anew");
    }

    @Test
    void shouldRefuseTwoJarsInOneFile() throws IOException {
        byte[] one = zip(ZipEntry.DEFLATED, "a");
        byte[] other = zip(ZipEntry.DEFLATED, "b");
        assertRefused(
                joined(one, other),
                "its zip directory is not where it says, as when a second jar was put before or behind; build it anew");
    }

    @Test
    void shouldRefuseTwoJarsInOneFileWhoseDirectoryWasMended() throws IOException {
        byte[] one = zip(ZipEntry.STORED, "a");
        byte[] both = joined(one, zip(ZipEntry.STORED, "b"));
        ByteBuffer file = little(both);
        int end = both.length - 22;
        file.putInt(end + 16, file.getInt(end + 16) + one.length);
        int listed = file.getInt(end + 16);
        file.putInt(listed + 42, one.length);
        assertRefused(both, HIDDEN);
    }

    private static final String HIDDEN =
            "it has bytes that belong to no entry, or to two, as jars have that show each reader another one; build it anew";

    @Test
    void shouldRefuseTwoEntriesOfTheSameBytes() throws IOException {
        byte[] jar = zip(ZipEntry.STORED, "a", "b");
        ByteBuffer file = little(jar);
        int listed = file.getInt(jar.length - 22 + 16);
        int first = 46 + 1;
        file.putInt(listed + 20, TEXT.length + 31 + TEXT.length).putInt(listed + 24, TEXT.length + 31 + TEXT.length);
        file.putInt(18, TEXT.length + 31 + TEXT.length).putInt(22, TEXT.length + 31 + TEXT.length);
        assertEquals('b', jar[listed + first + 46]);
        assertRefused(jar, HIDDEN);
    }

    @Test
    void shouldRefuseAComment() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("PK");
            zip.putNextEntry(new ZipEntry("a"));
        }
        assertRefused(
                out.toByteArray(),
                "something follows its zip directory, which another reader may take for another jar; build it without a zip comment");
    }

    @Test
    void shouldRefuseAHeaderThatSaysOtherwise() throws IOException {
        byte[] jar = zip(ZipEntry.STORED, "a");
        jar[30] = 'b';
        assertRefused(
                jar,
                "its entry a is another one in its zip directory than where it stands; two readers would see two jars");
    }

    @Test
    void shouldRefuseASymbolicLink() throws IOException {
        byte[] jar = zip(ZipEntry.STORED, "a");
        ByteBuffer file = little(jar);
        int listed = file.getInt(jar.length - 22 + 16);
        file.put(listed + 5, (byte) 3).putInt(listed + 38, 0120777 << 16);
        assertRefused(jar, "its entry a is a symbolic link or a device; build it without");
    }

    @Test
    void shouldRefuseWhatWouldFillTheMemory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[2 << 20]);
        }
        assertRefused(
                out.toByteArray(),
                "it unpacks to more than 67108864 bytes, or to 100 times its size, as archives do that are to fill the memory");
    }

    @Test
    void shouldRefuseAnEntryThatSaysItIsHuge() throws IOException {
        byte[] jar = zip(ZipEntry.DEFLATED, "a");
        ByteBuffer file = little(jar);
        file.putInt(file.getInt(jar.length - 22 + 16) + 24, -2);
        assertRefused(jar, "its entry a has 4294967294 bytes unpacked; 16777216 are allowed");
    }

    @Test
    void shouldRefuseTooManyEntries() throws IOException {
        String[] names = new String[10_001];
        for (int i = 0; i < names.length; i++) {
            names[i] = "e" + i;
        }
        assertRefused(zip(ZipEntry.STORED, names), "it has 10001 entries; 10000 are allowed");
    }

    @Test
    void shouldNoticeDamagedData() throws IOException {
        byte[] jar = zip(ZipEntry.STORED, "a");
        jar[31] ^= 1;
        JarImage image = image(jar);
        IOException e = assertThrows(IOException.class, () -> image.read("a"));
        assertEquals("its entry a is damaged; copy it anew", e.getMessage());
    }

    /** Whatever one byte is changed to, the jar is refused, or the entry is whole, or it is told to be damaged. */
    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void shouldSurviveEveryChangeOfOneByte(int method) throws IOException {
        byte[] good = zip(method, "a", "b");
        int refused = 0;
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                try {
                    JarImage image = image(bad);
                    for (String name : image.names()) {
                        assertArrayEquals(TEXT, image.read(name));
                    }
                } catch (UnusableJarException | IOException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > good.length, "only " + refused + " of " + good.length * 8 + " changes were noticed");
    }

    @Test
    void shouldSurviveEveryCut() throws IOException {
        byte[] good = zip(ZipEntry.DEFLATED, "a", "b");
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(UnusableJarException.class, () -> image(cut));
        }
    }

    private static void assertRefused(byte[] jar, String reason) {
        assertEquals(
                reason,
                assertThrows(UnusableJarException.class, () -> image(jar)).getMessage());
    }

    private static JarImage image(byte[] jar) {
        return new JarImage(ByteBuffer.wrap(jar));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from));
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(int method, String... names) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(TEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                boolean directory = name.endsWith("/");
                entry.setMethod(directory ? ZipEntry.STORED : method);
                if (entry.getMethod() == ZipEntry.STORED) {
                    entry.setSize(directory ? 0 : TEXT.length);
                    entry.setCrc(directory ? 0 : crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(directory ? new byte[0] : TEXT);
            }
        }
        return out.toByteArray();
    }
}
