package org.nethook.host.plugin;

import org.nethook.host.plugin.jar.UnusableJarException;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** The version of this host, which is the version of plugin-api, and what plugins may require of it. */
public final class HostVersion {
    /** The version. */
    public static final String VERSION = "0.1.0";

    private HostVersion() {}

    /**
     * Checks a manifest's {@code Plugin-Requires}: a version, meaning that or a newer one, or a range such as
     * {@code >=0.1.0 & <1.0.0}.
     *
     * @throws UnusableJarException when this version is not allowed, or the text is no version or range
     */
    static void check(String requires, VersionManager versions) {
        String wanted = refusal(requires, VERSION, versions);
        if (wanted != null) {
            throw new UnusableJarException(wanted + ", this is nethook " + VERSION);
        }
    }

    /** Why a version is not what a manifest's {@code Plugin-Requires} asks for; null when it is. */
    public static String refusal(String requires, String version) {
        try {
            String wanted = refusal(requires, version, new DefaultVersionManager());
            return wanted == null ? null : wanted + ", which nethook " + version + " is not";
        } catch (UnusableJarException e) {
            return e.getMessage();
        }
    }

    private static String refusal(String requires, String version, VersionManager versions) {
        int[] least = plain(requires);
        int[] own = plain(version);
        boolean satisfied;
        if (least != null && own != null) {
            // The usual form, without loading an expression parser at every start.
            satisfied = compare(own, least) >= 0;
        } else {
            satisfied = satisfies(requires, version, versions);
        }
        return satisfied
                ? null
                : "it requires nethook " + (least != null ? requires.strip() + " or newer" : requires.strip());
    }

    private static boolean satisfies(String requires, String version, VersionManager versions) {
        try {
            return versions.checkVersionConstraint(version, requires.strip());
        } catch (RuntimeException e) {
            throw new UnusableJarException(
                    e,
                    "Plugin-Requires of its manifest must be a version such as 0.1.0 or a range, not \"" + requires
                            + "\"");
        }
    }

    /** The three numbers of a plain version; null when it is not one. */
    static int[] plain(String version) {
        String text = version.strip();
        int[] numbers = new int[3];
        int part = 0;
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && numbers[part] < 1_000_000) {
                numbers[part] = numbers[part] * 10 + c - '0';
                digits = true;
            } else if (c == '.' && digits && part < 2) {
                part++;
                digits = false;
            } else {
                return null;
            }
        }
        return part == 2 && digits ? numbers : null;
    }

    private static int compare(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return Integer.compare(a[i], b[i]);
            }
        }
        return 0;
    }
}
