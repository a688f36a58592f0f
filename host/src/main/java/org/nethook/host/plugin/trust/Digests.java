package org.nethook.host.plugin.trust;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which nethook.conf names one jar and no other. */
public final class Digests {
    private static final String PREFIX = "sha256:";
    private static final String HEX = "0123456789abcdef";

    private Digests() {}

    /** {@code sha256:} and 64 hexadecimal digits. */
    public static String of(ByteBuffer file) {
        byte[] digest;
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(file);
            digest = sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        StringBuilder text = new StringBuilder(PREFIX);
        for (byte each : digest) {
            text.append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
        }
        return text.toString();
    }

    /** Whether the text is such a digest. */
    public static boolean isDigest(String text) {
        if (text.length() != PREFIX.length() + 64 || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            if (HEX.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
