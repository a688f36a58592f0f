package org.nethook.api.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changed between two listings.
 *
 * @param breaks what a compiled plugin may stumble over: lines that are gone, and abstract methods that a plugin's classes lack
 * @param additions lines that are new and harm nobody; what is deprecated since is one
 */
record ApiChanges(List<String> breaks, List<String> additions) {
    private static final String EXTENSION_POINT = "org/pf4j/ExtensionPoint";

    static ApiChanges between(Set<String> before, Set<String> after) {
        Map<String, String> now = new HashMap<>();
        after.forEach(line -> now.put(withoutDeprecation(line), line));
        Map<String, String> then = new HashMap<>();
        before.forEach(line -> then.put(withoutDeprecation(line), line));
        List<String> breaks = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        for (String line : before) {
            if (!now.containsKey(withoutDeprecation(line))) {
                breaks.add("gone: " + line);
            }
        }
        for (String line : after) {
            if (!before.contains(line)) {
                boolean old = then.containsKey(withoutDeprecation(line));
                (!old && isMissingInPlugins(line, before) ? breaks : additions).add("new: " + line);
            }
        }
        return new ApiChanges(breaks, additions);
    }

    private static String withoutDeprecation(String line) {
        return line.replace(" deprecated-for-removal ", " ").replace(" deprecated ", " ");
    }

    /** Whether it is an abstract method of a type that plugins implement, and that was there before. */
    private static boolean isMissingInPlugins(String line, Set<String> before) {
        List<String> words = List.of(line.split(" "));
        return words.get(0).equals("method")
                && words.contains("abstract")
                && implementedByPlugins(words.get(words.size() - 3), before);
    }

    /** Extension points, and interfaces that had one abstract method, as a lambda expression implements them. */
    private static boolean implementedByPlugins(String owner, Set<String> before) {
        int abstracts = 0;
        for (String line : before) {
            List<String> words = List.of(line.split(" "));
            int colon = words.indexOf(":");
            if (colon > 0 && words.get(colon - 1).equals(owner)) {
                for (String supertype : words.subList(colon + 1, words.size())) {
                    if (supertype.equals(EXTENSION_POINT) || implementedByPlugins(supertype, before)) {
                        return true;
                    }
                }
            } else if (words.get(0).equals("method") && words.contains("abstract") && words.contains(owner)) {
                abstracts++;
            }
        }
        return abstracts == 1;
    }
}
