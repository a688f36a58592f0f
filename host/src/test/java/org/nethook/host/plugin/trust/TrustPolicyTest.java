package org.nethook.host.plugin.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginLoader;

@Tag("E3")
class TrustPolicyTest {
    private static final String HOW =
            "; have it signed with jarsigner by somebody whose certificate is in plugins.trusted-certificates";

    @TempDir
    static Path keys;

    private static Path certificate;
    private static Path strangers;
    private static Path signed;
    private static Path signedByAStranger;

    @TempDir
    Path directory;

    private Path jar;

    @BeforeAll
    static void makeKeys() throws Exception {
        SigningTools tools = new SigningTools(keys);
        certificate = tools.makeKey("friend");
        strangers = tools.makeKey("stranger");
        signed = plugin("p").command("Deed", "deed", "return 0;").write(keys, "signed.jar");
        signedByAStranger = Files.copy(signed, keys.resolve("strange.jar"));
        tools.sign(signed, "friend");
        tools.sign(signedByAStranger, "stranger");
    }

    @BeforeEach
    void makeDirectory() {
        jar = directory.resolve("p.jar");
    }

    private static TrustPolicy signers(Path file) {
        return new TrustPolicy(file, Map.of(), false);
    }

    @Test
    void shouldLoadAJarThatATrustedSignerSigned() throws Exception {
        Files.copy(signed, jar);
        assertLoaded(signers(certificate));
        assertLoaded(TrustPolicy.FILES);
    }

    @Test
    void shouldLoadAJarOfOneOfSeveralSigners() throws Exception {
        Files.copy(signed, jar);
        Path both = Files.writeString(
                directory.resolve("both.pem"), Files.readString(strangers) + Files.readString(certificate));
        assertLoaded(signers(both));
    }

    @Test
    void shouldRefuseAStrangersSignature() throws Exception {
        Files.copy(signedByAStranger, jar);
        assertRefused(
                signers(certificate),
                "plugins.require-signature is set and no trusted signer has signed all of it (META-INF/extensions.idx)"
                        + HOW);
    }

    @Test
    void shouldRefuseAnUnsignedJar() throws Exception {
        plugin("p").command("Deed", "deed", "return 0;").write(directory, "p.jar");
        assertRefused(
                signers(certificate),
                "plugins.require-signature is set and it is not signed (example/Deed.class)" + HOW);
    }

    @Test
    void shouldRefuseAnEntryThatWasAddedAfterwards() throws Exception {
        Files.copy(signed, jar);
        change("example/Later.class");
        assertRefused(
                signers(certificate),
                "plugins.require-signature is set and no trusted signer has signed all of it (example/Later.class)"
                        + HOW);
    }

    @Test
    void shouldRefuseAnEntryThatWasChangedAfterwards() throws Exception {
        Files.copy(signed, jar);
        change("META-INF/extensions.idx");
        String reason = reason(signers(certificate));
        assertTrue(reason.startsWith("its signature is not good: "), reason);
    }

    @Test
    void shouldSayThatThereAreNoCertificates() throws Exception {
        Files.copy(signed, jar);
        Path none = directory.resolve("none.pem");
        assertRefused(
                signers(none),
                "no signature can be checked: plugins.trusted-certificates (" + none + "): there is no such file");
        Files.writeString(none, "no certificate");
        assertRefused(
                signers(none),
                "no signature can be checked: plugins.trusted-certificates (" + none
                        + ") is no file of certificates in PEM, as keytool -exportcert -rfc writes them");
    }

    @Test
    void shouldLoadOnlyTheJarThatIsPinned() throws Exception {
        plugin("p").command("Deed", "deed", "return 0;").write(directory, "p.jar");
        String digest = Digests.of(ByteBuffer.wrap(Files.readAllBytes(jar)));
        assertTrue(Digests.isDigest(digest), digest);
        TrustPolicy pinned = new TrustPolicy(null, Map.of("p", digest), true);
        assertLoaded(pinned);
        plugin("p").command("Deed", "deed", "return 1;").write(directory, "p.jar");
        String other = Digests.of(ByteBuffer.wrap(Files.readAllBytes(jar)));
        assertRefused(
                pinned,
                "it is not the jar that plugins.pin.p names; if this one is meant, set it to \"" + other + "\"");
        assertLoaded(new TrustPolicy(null, Map.of("q", digest), false));
        assertRefused(
                new TrustPolicy(null, Map.of("q", digest), true),
                "plugins.require-pin is set and it has none; if this jar is meant, set plugins.pin.p = \"" + other
                        + "\"");
    }

    private void change(String entry) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.copy(certificate, zip.getPath(entry), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void assertLoaded(TrustPolicy policy) throws Exception {
        LoadedPlugins loaded = PluginLoader.load(directory, policy).plugins();
        assertEquals(List.of(), loaded.problems());
        assertEquals(1, loaded.plugins().size());
    }

    private void assertRefused(TrustPolicy policy, String reason) throws Exception {
        assertEquals(reason, reason(policy));
    }

    private String reason(TrustPolicy policy) throws Exception {
        LoadedPlugins loaded = PluginLoader.load(directory, policy).plugins();
        assertEquals(List.of(), loaded.plugins());
        return loaded.problems().get(0).reason();
    }
}
