package org.nethook.host.plugin.grant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.nethook.host.spelling.Nearest;

/** Reads the declarations of a manifest: patterns separated by commas, those of interfaces with operations in parentheses. */
final class Declaration {
    private final PermissionKey key;
    private final List<Grant> grants = new ArrayList<>();

    private Declaration(PermissionKey key) {
        this.key = key;
    }

    /**
     * Refuses keys that begin like a declaration and are none, which would grant nothing and look as if they did.
     *
     * @throws UnusableJarException when there is one
     */
    static void checkKeys(Attributes manifest) {
        for (Map.Entry<Object, Object> each : manifest.entrySet()) {
            String name = each.getKey().toString();
            boolean looksLike = name.regionMatches(true, 0, PermissionKey.PREFIX, 0, PermissionKey.PREFIX.length());
            if (looksLike && PermissionKey.of(name) == null) {
                String nearest = nearest(name);
                throw new UnusableJarException("its manifest has " + name + ", which this nethook does not know"
                        + (nearest.isEmpty() ? "; known are " + String.join(", ", PermissionKey.names()) : nearest));
            }
        }
    }

    private static String nearest(String name) {
        List<String> known = new ArrayList<>();
        for (String each : PermissionKey.names()) {
            known.add(each.toLowerCase(Locale.ROOT));
        }
        String nearest = Nearest.to(name.toLowerCase(Locale.ROOT), known);
        return nearest == null
                ? ""
                : "; did you mean " + PermissionKey.of(nearest).key() + "?";
    }

    /**
     * The grants of one key.
     *
     * @throws UnusableJarException when something in it means nothing
     */
    static List<Grant> grants(PermissionKey key, String value) {
        Declaration declaration = new Declaration(key);
        if (value.contains("${")) {
            throw declaration.wrong(value, "the build did not fill it in");
        }
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(' || c == ')') {
                if (inside == (c == '(')) {
                    throw declaration.wrong(value, "its parentheses do not match");
                }
                inside = c == '(';
            } else if (c == ',' && !inside) {
                declaration.add(value.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (inside) {
            throw declaration.wrong(value, "its parentheses do not match");
        }
        declaration.add(value.substring(start).strip());
        return declaration.grants;
    }

    private void add(String part) {
        if (part.isEmpty()) {
            return;
        }
        int open = part.indexOf('(');
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        if (open >= 0) {
            if (key != PermissionKey.CONTROL) {
                throw wrong(part, "only " + PermissionKey.CONTROL.key() + " has operations in parentheses");
            }
            if (!part.endsWith(")")) {
                throw wrong(part, "a comma is missing after its operations");
            }
            operations.addAll(operations(part, part.substring(open + 1, part.length() - 1)));
        }
        String pattern = open < 0 ? part : part.substring(0, open).strip();
        String wrong = pattern.isEmpty() ? "it names no interface" : key.wrong(pattern);
        if (wrong != null) {
            throw wrong(part, wrong);
        }
        if (key != PermissionKey.RESOLVER) {
            grants.add(new Grant(pattern, operations));
        } else if (pattern.equalsIgnoreCase("yes")) {
            grants.add(new Grant("yes", operations));
        }
    }

    private Set<Operation> operations(String part, String words) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (String word : words.split(",")) {
            Operation operation = Operation.of(word.strip());
            if (operation == null) {
                String nearest = Nearest.suggestion(word.strip(), Operation.WORDS);
                throw wrong(
                        part,
                        (word.isBlank() ? "an operation is missing" : "there is no operation " + word.strip())
                                + (nearest.isEmpty() ? "; there are " + String.join(", ", Operation.WORDS) : nearest));
            }
            operations.add(operation);
        }
        return operations;
    }

    private UnusableJarException wrong(String part, String why) {
        return new UnusableJarException(key.key() + " of its manifest: \"" + part + "\": " + why);
    }
}
