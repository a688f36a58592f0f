package org.nethook.host.plugin.jar;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestLinesTest {
    private static final String GOOD = "Manifest-Version: 1.0\nPlugin-Id: good\nNethook-Control: lagg*,\n  hn*\n";

    private static void check(String manifest) {
        ManifestLines.check(manifest.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldTakeManifestsAsToolsWriteThem() {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String signed = GOOD + "\nName: a.class\nSHA-256-Digest: x\n\nName: b.class\nSHA-256-Digest: y\n\n";
            assertDoesNotThrow(() -> check(signed.replace("\n", end)));
            assertDoesNotThrow(() -> check(GOOD.replace("\n", end)));
        }
        assertDoesNotThrow(() -> check(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nethook-Control: *|the last line of its manifest has no line break, and so does not count",
                "Nethook-Control: *~|its manifest has Nethook-Control twice; make it one line",
                "nethook-control: *~|its manifest has nethook-control twice; make it one line",
                "~Nethook-Files: /etc/motd~|its manifest has Nethook-Files behind an empty line, where it does not count;"
                        + " take the empty line away",
                "~Name: a~plugin-license: MIT~|its manifest has plugin-license behind an empty line, where it does not count;"
                        + " take the empty line away",
            })
    void shouldRefuseWhatJavaReadsPast(String more, String reason) {
        for (String end : new String[] {"\n", "\r\n"}) {
            String manifest = (GOOD + more.replace("~", "\n")).replace("\n", end);
            assertEquals(
                    reason,
                    assertThrows(UnusableJarException.class, () -> check(manifest))
                            .getMessage());
        }
    }
}
