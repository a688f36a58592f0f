package org.nethook.host.dev;

import java.util.List;
import java.util.Locale;
import javax.lang.model.SourceVersion;

/** Which package a plugin's classes may be in. */
public final class PackageNames {
    /** What a package may be, as the end of the sentence "must be …". */
    public static final String ALLOWED =
            "the name of a Java package, such as org.example.linkwatch, and none of org.nethook, org.pf4j, org.slf4j and java";

    private static final List<String> TAKEN = List.of("org.nethook.", "org.pf4j.", "org.slf4j.", "java.");

    private PackageNames() {}

    /** Whether a plugin's classes may be in this package. */
    public static boolean isValid(String name) {
        return name.equals(name.toLowerCase(Locale.ROOT))
                && name.matches("[a-z0-9_.]{1,200}")
                && SourceVersion.isName(name)
                && TAKEN.stream().noneMatch((name + ".")::startsWith);
    }

    /** The package where none was chosen. */
    public static String of(String id) {
        String name = "com.example." + id.replace("-", "");
        return isValid(name) ? name : name + "plugin";
    }
}
