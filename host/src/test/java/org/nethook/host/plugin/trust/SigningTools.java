package org.nethook.host.plugin.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Signs jars as people do, with the JDK's keytool and what its jarsigner is made of. */
public final class SigningTools {
    private static final String PASSWORD = "changeit";

    private final Path directory;

    /** @param directory where keys are kept */
    public SigningTools(Path directory) {
        this.directory = directory;
    }

    /** Makes a key and returns the file of its certificate, in PEM. */
    public Path makeKey(String alias) throws IOException, InterruptedException, GeneralSecurityException {
        Path output = directory.resolve("output");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String[] command = {
            keytool,
            "-genkeypair",
            "-alias",
            alias,
            "-dname",
            "CN=" + alias,
            "-keyalg",
            "EC",
            "-keystore",
            keys(alias).toString(),
            "-storepass",
            PASSWORD
        };
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), "keytool");
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(open(alias).getCertificate(alias).getEncoded());
        return Files.writeString(
                directory.resolve(alias + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    public void sign(Path jar, String alias) throws IOException, GeneralSecurityException {
        KeyStore store = open(alias);
        Certificate certificate = store.getCertificate(alias);
        JarSigner signer = new JarSigner.Builder(
                        (PrivateKey) store.getKey(alias, PASSWORD.toCharArray()),
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                .build();
        Path signed = directory.resolve("signed");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        Files.move(signed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private KeyStore open(String alias) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keys(alias).toFile(), PASSWORD.toCharArray());
    }

    private Path keys(String alias) {
        return directory.resolve(alias + ".p12");
    }
}
