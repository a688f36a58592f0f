package org.nethook.host.plugin.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.nethook.host.plugin.jar.JarImage;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;

/**
 * Whether somebody the operator trusts has signed a jar with the JDK's jarsigner: each entry, all by one and the same signer,
 * whose own certificate the operator lists. The JDK checks the signatures, and each entry is compared with the one that will
 * be loaded. When a certificate expires does not matter: a machine must come up tomorrow with what it came up with today.
 */
final class Signatures {
    private Signatures() {}

    /** @throws UnusableJarException that names the first thing missing */
    static void check(PluginJar jar, Collection<? extends Certificate> trusted) {
        JarImage image = jar.image();
        ByteBuffer file = image.bytes();
        byte[] bytes = new byte[file.remaining()];
        file.get(bytes);
        Set<String> missing = new HashSet<>();
        for (String name : image.names()) {
            if (!name.endsWith("/") && !isOfSignature(name)) {
                missing.add(name);
            }
        }
        Set<Certificate> signers = new HashSet<>(trusted);
        Set<Certificate> all = new HashSet<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes), true)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                byte[] read = in.readAllBytes();
                if (!missing.contains(entry.getName())) {
                    continue;
                }
                Set<Certificate> own = signersOf(entry);
                all.addAll(own);
                signers.retainAll(own);
                if (own.isEmpty() || signers.isEmpty()) {
                    throw refused(entry.getName(), all);
                }
                if (!Arrays.equals(read, image.read(entry.getName()))) {
                    throw new UnusableJarException("its entry " + entry.getName() + " is not the one that was signed");
                }
                missing.remove(entry.getName());
            }
        } catch (IOException | SecurityException e) {
            throw new UnusableJarException(e, "its signature is not good: " + e.getMessage());
        }
        if (!missing.isEmpty()) {
            throw refused(missing.iterator().next(), all);
        }
    }

    private static UnusableJarException refused(String entry, Set<Certificate> signers) {
        String how = "; have it signed with jarsigner by somebody whose certificate is in plugins.trusted-certificates";
        return new UnusableJarException(
                signers.isEmpty()
                        ? "plugins.require-signature is set and it is not signed (" + entry + ")" + how
                        : "plugins.require-signature is set and no trusted signer has signed all of it (" + entry + ")"
                                + how);
    }

    private static Set<Certificate> signersOf(JarEntry entry) {
        Set<Certificate> own = new HashSet<>();
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers != null) {
            for (CodeSigner signer : signers) {
                own.add(signer.getSignerCertPath().getCertificates().get(0));
            }
        }
        return own;
    }

    /** What holds the signature is not signed. */
    private static boolean isOfSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("META-INF/") || upper.indexOf('/', 9) >= 0) {
            return false;
        }
        return upper.equals("META-INF/MANIFEST.MF")
                || upper.startsWith("META-INF/SIG-")
                || upper.endsWith(".SF")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA")
                || upper.endsWith(".EC");
    }
}
