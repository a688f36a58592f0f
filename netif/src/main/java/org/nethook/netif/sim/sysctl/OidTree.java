package org.nethook.netif.sim.sysctl;

import java.util.Map;

/** All sysctls of a kernel, by number and by name (sys/kern/kern_sysctl.c). */
public final class OidTree {
    private final Oid root = new Oid(null, "", 0);
    /** Numbers that no header fixes count downwards from here; later ones come before earlier ones. */
    private int nextNumber = Integer.MAX_VALUE - 0x10000;

    /** What these numbers name; null when there is none such. A leaf ends the search, whatever follows it. */
    public Oid find(int[] numbers, int length) {
        Oid oid = root;
        for (int i = 0; i < length; i++) {
            oid = oid.children.get(numbers[i]);
            if (oid == null || !oid.isNode()) {
                return oid;
            }
        }
        return oid;
    }

    /** What has this name; null when there is none such. One dot at the end is ignored. */
    public Oid find(String path) {
        Oid oid = root;
        int start = 0;
        while (oid != null && start < path.length()) {
            int dot = path.indexOf('.', start);
            int end = dot < 0 ? path.length() : dot;
            oid = oid.byName.get(path.substring(start, end));
            start = end + 1;
        }
        return path.isEmpty() ? null : oid;
    }

    /** How many numbers an entry's name has. */
    public static int depth(Oid oid) {
        int depth = 1;
        String path = oid.path();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '.') {
                depth++;
            }
        }
        return depth;
    }

    /** The numbers of an entry. */
    public int[] numbers(Oid oid) {
        String[] parts = oid.path().split("\\.");
        int[] numbers = new int[parts.length];
        Oid at = root;
        for (int i = 0; i < parts.length; i++) {
            at = at.byName.get(parts[i]);
            numbers[i] = at.number();
        }
        return numbers;
    }

    /**
     * The name of these numbers; those below what is known stay numbers.
     *
     * @param from where in the numbers the name begins
     */
    public String name(int[] numbers, int from) {
        StringBuilder text = new StringBuilder();
        Oid oid = root;
        for (int i = from; i < numbers.length; i++) {
            oid = oid == null ? null : oid.children.get(numbers[i]);
            text.append(text.length() == 0 ? "" : ".").append(oid == null ? "" + numbers[i] : oid.name());
        }
        return text.toString();
    }

    /**
     * The leaf after these numbers, or the first one below them where they name a node.
     *
     * @param from where in the numbers the name begins
     * @return null behind the last one
     */
    public Oid next(int[] numbers, int from) {
        return next(root, numbers, from);
    }

    private static Oid next(Oid node, int[] numbers, int from) {
        if (from >= numbers.length) {
            return first(node);
        }
        Oid same = node.children.get(numbers[from]);
        if (same != null && isInner(same)) {
            Oid found = next(same, numbers, from + 1);
            if (found != null) {
                return found;
            }
        }
        for (Oid later : node.children.tailMap(numbers[from], false).values()) {
            Oid found = isInner(later) ? first(later) : later;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Oid first(Oid node) {
        for (Oid child : node.children.values()) {
            Oid found = isInner(child) ? first(child) : child;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A node that answers for everything below it has nothing below it here. */
    private static boolean isInner(Oid oid) {
        return oid.isNode() && !oid.children.isEmpty();
    }

    /**
     * The entry of this name, which is made, with the nodes above it, where it is not there.
     *
     * @param number 0 or more; -1 for one that is free
     */
    Oid add(String path, int number) {
        int dot = path.lastIndexOf('.');
        Oid parent = dot < 0 ? root : add(path.substring(0, dot), -1);
        String name = path.substring(dot + 1);
        Oid known = parent.byName.get(name);
        if (known != null) {
            return known;
        }
        int free = number;
        while (free < 0 || parent.children.containsKey(free)) {
            free = nextNumber--;
        }
        Oid oid = new Oid(parent, name, free);
        parent.byName.put(name, oid);
        parent.children.put(free, oid);
        return oid;
    }

    /** Removes an entry and what is below it. */
    void remove(String path) {
        int dot = path.lastIndexOf('.');
        Oid parent = dot < 0 ? root : find(path.substring(0, dot));
        Oid gone = parent == null ? null : parent.byName.remove(path.substring(dot + 1));
        if (gone != null) {
            parent.children.remove(gone.number());
        }
    }

    /** What stands below a name, by its own part. */
    Map<String, Oid> below(String path) {
        Oid oid = find(path);
        return oid == null ? Map.of() : oid.byName;
    }
}
