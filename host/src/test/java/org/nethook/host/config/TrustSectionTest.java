package org.nethook.host.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.trust.TrustPolicy;

@Tag("E3")
class TrustSectionTest {
    private static final LoadedPlugins NONE = new LoadedPlugins(List.of(), List.of(), List.of());
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    @Test
    void shouldAskNothingWhenNothingIsSaid() throws Exception {
        assertEquals(TrustPolicy.FILES, ConfigFile.empty().trust());
        assertEquals(TrustPolicy.FILES, open("plugins { hyperv-vf {} }").trust());
        assertEquals(
                TrustPolicy.FILES,
                open("plugins { require-signature = false, trusted-certificates = /etc/x.pem }")
                        .trust());
    }

    @Test
    void shouldTakeWhatIsAskedOfAJar() throws Exception {
        ConfigFile file = open("plugins { require-signature = true, trusted-certificates = /etc/x.pem,"
                + " require-pin = true, pin { hyperv-vf = \"" + DIGEST + "\" } }");
        assertEquals(new TrustPolicy(Path.of("/etc/x.pem"), Map.of("hyperv-vf", DIGEST), true), file.trust());
        assertEquals(
                List.of(directory.resolve("nethook.conf")
                        + ":1: key plugins.pin.hyperv-vf pins nothing: no plugin of this id is in " + directory),
                file.check(directory, NONE).warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "require-signature = yes please       | key plugins.require-signature must be true or false, not \"yes please\"",
                "require-signature = true             | key plugins.require-signature needs plugins.trusted-certificates: a file of the certificates of those who may sign",
                "trusted-certificates = x.pem         | key plugins.trusted-certificates must be an absolute path, not \"x.pem\"",
                "require-pin = 1                      | key plugins.require-pin must be true or false, not 1",
                "pin = no                             | key plugins.pin must be a section { ... } of plugin ids, not \"no\"",
                "pin { p = \"sha256:12\" }            | key plugins.pin.p must be \"sha256:\" and 64 lower-case hexadecimal digits, as nethook plugins verify shows them, not \"sha256:12\"",
                "require-signatures = true            | unknown key plugins.require-signatures; did you mean plugins.require-signature?"
            })
    void shouldRefuseWhatItCannotKeep(String line, String problem) throws Exception {
        ConfigFile file = open("plugins {\n" + line + "\n}");
        String expected = directory.resolve("nethook.conf") + ":2: " + problem;
        ConfigException e = assertThrows(ConfigException.class, () -> file.check(directory, NONE));
        assertEquals(List.of(expected), e.problems());
        if (!line.startsWith("require-signatures")) {
            e = assertThrows(ConfigException.class, file::trust);
            assertEquals(List.of(expected), e.problems());
        }
    }

    private ConfigFile open(String text) throws IOException, ConfigException {
        return ConfigFile.open(Files.writeString(directory.resolve("nethook.conf"), text));
    }
}
