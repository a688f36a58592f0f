package org.nethook.host.verify;

import java.util.jar.Attributes;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.plugin.grant.PermissionKey;
import org.nethook.host.plugin.jar.UnusableJarException;

/** Shows what a jar wants to touch, and warns of patterns that are no limit. */
final class Permissions {
    private final Findings findings;

    Permissions(Findings findings) {
        this.findings = findings;
    }

    void check(Attributes manifest) {
        try {
            check(Grants.of(manifest));
        } catch (UnusableJarException e) {
            findings.error("permissions", e.getMessage());
        }
    }

    private void check(Grants grants) {
        for (PermissionKey key : PermissionKey.values()) {
            if (!grants.texts(key).isEmpty()) {
                findings.note(
                        "permissions",
                        key.meaning() + ": " + String.join(", ", grants.texts(key)) + " (" + key.key() + ")");
            }
            for (String text : grants.texts(key)) {
                if (isTooWide(text)) {
                    findings.warning(
                            "permissions",
                            key.key() + ": " + text + " fits nearly anything; name what it needs, such as "
                                    + key.example());
                }
            }
        }
        if (grants.toString().isEmpty()) {
            findings.note("permissions", "none: nethook lets it change nothing, and read no sysctl and no file");
        }
    }

    /** A pattern that gives less than two characters before the first star. */
    private static boolean isTooWide(String pattern) {
        int star = pattern.indexOf('*');
        boolean onlyAPath = pattern.startsWith("*/") && pattern.length() > 4;
        return star >= 0 && star < 2 && !onlyAPath;
    }
}
