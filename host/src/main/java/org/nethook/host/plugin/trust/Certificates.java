package org.nethook.host.plugin.trust;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.nethook.host.plugin.jar.UnusableJarException;

/** The certificates whose owners' jars are loaded. */
final class Certificates {
    private static final int LARGEST = 1 << 20;

    private Certificates() {}

    /**
     * Reads the file, which must be trusted as a jar must.
     *
     * @throws UnusableJarException when there is no certificate to be had from it
     */
    static Collection<? extends Certificate> read(Path file) {
        String name = "plugins.trusted-certificates (" + file + ")";
        try {
            ByteBuffer bytes = new TrustedFiles().read(file, LARGEST);
            byte[] text = new byte[bytes.remaining()];
            bytes.get(text);
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
            if (found.isEmpty()) {
                throw new UnusableJarException("no signature can be checked: " + name + " has no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new UnusableJarException(
                    e,
                    "no signature can be checked: " + name
                            + " is no file of certificates in PEM, as keytool -exportcert -rfc writes them");
        } catch (UnusableJarException e) {
            throw e.getMessage().startsWith("no signature")
                    ? e
                    : new UnusableJarException(e, "no signature can be checked: " + name + ": " + e.getMessage());
        }
    }
}
