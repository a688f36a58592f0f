package org.nethook.host.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import org.nethook.host.plugin.PermissionKeys;

/** Shows what a jar wants to touch, and warns of patterns that are no limit. */
final class Permissions {
    private final Findings findings;

    Permissions(Findings findings) {
        this.findings = findings;
    }

    void check(Attributes manifest) {
        Map<String, String> declared = PermissionKeys.declared(manifest);
        for (Map.Entry<String, String> each : declared.entrySet()) {
            String meaning = PermissionKeys.meaning(each.getKey());
            if (meaning == null) {
                findings.error(
                        "permissions",
                        "nethook knows no " + each.getKey() + " in a manifest; known are "
                                + String.join(", ", PermissionKeys.ALL));
                continue;
            }
            findings.note("permissions", meaning + ": " + each.getValue() + " (" + each.getKey() + ")");
            for (String pattern : tooWide(each.getValue())) {
                findings.warning(
                        "permissions",
                        each.getKey() + ": " + pattern + " fits nearly anything; name what it needs, such as "
                                + PermissionKeys.example(each.getKey()));
            }
        }
        if (declared.isEmpty()) {
            findings.note("permissions", "none: it changes nothing and reads no sysctl");
        }
    }

    /** Patterns that give less than two characters before the first star. */
    private static List<String> tooWide(String value) {
        List<String> wide = new ArrayList<>();
        for (String part : value.split(",")) {
            String pattern = part.strip();
            int star = pattern.indexOf('*');
            boolean onlyAPath = pattern.startsWith("*/") && pattern.length() > 4;
            if (star >= 0 && star < 2 && !onlyAPath) {
                wide.add(pattern);
            }
        }
        return wide;
    }
}
