package org.nethook.api.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of the newest of some versions had better not be used any more, and what those before had and it has not. One line each, as the
 * host reads them: {@code STAGE SINCE OWNER [NAME DESCRIPTOR] # WHAT TO DO}.
 */
final class ApiEndings {
    private ApiEndings() {}

    /**
     * Derives them.
     *
     * @param listings those of every version, oldest first
     * @param instead by {@code OWNER [NAME DESCRIPTOR]} what to do, of what is there and of what was
     */
    static List<String> of(List<Map.Entry<String, Set<String>>> listings, Map<String, String> instead) {
        SortedMap<String, String> endings = new TreeMap<>();
        Map<String, String> before = new HashMap<>();
        for (int i = 0; i < listings.size(); i++) {
            String version = listings.get(i).getKey();
            Map<String, String> now = byName(listings.get(i).getValue());
            boolean newest = i == listings.size() - 1;
            for (String gone : before.keySet()) {
                if (!now.containsKey(gone)) {
                    endings.put(gone, "GONE " + version);
                }
            }
            for (Map.Entry<String, String> each : now.entrySet()) {
                String then = endings.get(each.getKey());
                if (each.getValue().contains(" deprecated-for-removal ")) {
                    boolean again = then != null && (then.startsWith("LAST ") || then.startsWith("REFUSED "));
                    String since = again ? then.substring(then.indexOf(' ') + 1) : version;
                    endings.put(each.getKey(), (again && newest ? "REFUSED " : "LAST ") + since);
                } else if (!each.getValue().contains(" deprecated ")) {
                    endings.remove(each.getKey());
                } else if (then == null || !then.startsWith("DEPRECATED ")) {
                    endings.put(each.getKey(), "DEPRECATED " + version);
                }
            }
            before = now;
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> each : endings.entrySet()) {
            String owner = each.getKey().split(" ")[0];
            boolean withItsOwner = !owner.equals(each.getKey())
                    && endings.getOrDefault(owner, "").startsWith("GONE");
            if (!withItsOwner) {
                String what = instead.getOrDefault(each.getKey(), "");
                lines.add(each.getValue() + " " + each.getKey() + (what.isEmpty() ? "" : " # " + what));
            }
        }
        return lines;
    }

    /** What a list of them says is to be done. */
    static Map<String, String> instead(List<String> lines) {
        Map<String, String> instead = new HashMap<>();
        for (String line : lines) {
            int comment = line.indexOf(" # ");
            if (comment > 0 && !line.startsWith("#")) {
                instead.put(line.substring(0, comment).split(" ", 3)[2], line.substring(comment + 3));
            }
        }
        return instead;
    }

    private static Map<String, String> byName(Set<String> listing) {
        Map<String, String> lines = new HashMap<>();
        for (String line : listing) {
            List<String> words = List.of(line.split(" "));
            int end = words.get(0).equals("type") ? words.indexOf(":") : words.size();
            int start = words.get(0).equals("type") ? end - 1 : end - 3;
            lines.put(String.join(" ", words.subList(start, end)), line);
        }
        return lines;
    }
}
