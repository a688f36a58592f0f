package org.nethook.host.plugin.trust;

import java.nio.file.Path;
import java.util.Map;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;

/**
 * What nethook.conf wants of a jar beyond an owner and a mode.
 *
 * @param signers a file of certificates, PEM; one of them must have signed every jar. Null: no signature is asked for
 * @param pins by plugin id the digest that its jar must have
 * @param requirePin whether a jar without a pin is refused
 */
public record TrustPolicy(Path signers, Map<String, String> pins, boolean requirePin) {

    /** Owner and mode are enough. */
    public static final TrustPolicy FILES = new TrustPolicy(null, Map.of(), false);

    public TrustPolicy {
        pins = Map.copyOf(pins);
    }

    /**
     * Checks a jar, whose id is known by now and none of whose code has run.
     *
     * @throws UnusableJarException when it is not what was asked for; the message says what to do
     */
    public void check(String id, PluginJar jar) {
        String pin = pins.get(id);
        if (pin != null || requirePin) {
            String digest = Digests.of(jar.image().bytes());
            if (pin == null) {
                throw new UnusableJarException(
                        "plugins.require-pin is set and it has none; if this jar is meant, set plugins.pin." + id
                                + " = \"" + digest + "\"");
            }
            if (!pin.equals(digest)) {
                throw new UnusableJarException("it is not the jar that plugins.pin." + id
                        + " names; if this one is meant, set it to \"" + digest + "\"");
            }
        }
        if (signers != null) {
            Signatures.check(jar, Certificates.read(signers));
        }
    }
}
