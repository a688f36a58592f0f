package org.nethook.host.plugin.grant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One pattern of a declaration, and what of it was used. */
final class Grant {
    private final String pattern;
    private final Set<Operation> operations;
    /** For each operation; elsewhere the first counts. Threads only ever set them, so that nothing is lost. */
    private final boolean[] used = new boolean[Operation.WORDS.size()];

    /** @param operations those that it permits; empty for all */
    Grant(String pattern, Set<Operation> operations) {
        this.pattern = pattern;
        this.operations = operations;
    }

    /** Whether it fits; takes note that it was used. */
    boolean permits(String name) {
        if (!fits(name)) {
            return false;
        }
        used[0] = true;
        return true;
    }

    /** Whether it permits this of an interface; takes note that it was used. */
    boolean permits(String ifName, Operation operation) {
        if (!operations.isEmpty() && !operations.contains(operation) || !fits(ifName)) {
            return false;
        }
        used[operation.ordinal()] = true;
        return true;
    }

    /** Whether it ends in a star and permits all that begins with this prefix; takes note that it was used. */
    boolean permitsAll(String prefix) {
        if (!prefix.startsWith(pattern.substring(0, pattern.length() - 1))) {
            return false;
        }
        used[0] = true;
        return true;
    }

    /** By going back to the last star only, which is enough: no pattern takes longer than its length times the name's. */
    boolean fits(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    boolean permitsAnyOperation() {
        return operations.isEmpty();
    }

    /** The same, and this operation too, if it has any. */
    Grant and(Operation operation) {
        if (operations.isEmpty()) {
            return this;
        }
        Set<Operation> more = EnumSet.of(operation);
        more.addAll(operations);
        return new Grant(pattern, more);
    }

    /** What of it was never used; null when all of it was. */
    Grant unused() {
        Set<Operation> rest = EnumSet.noneOf(Operation.class);
        rest.addAll(operations);
        rest.removeAll(usedOperations());
        if (operations.isEmpty()) {
            return isUsed() ? null : this;
        }
        return rest.isEmpty() ? null : new Grant(pattern, rest);
    }

    /** The same with those operations only that were used; null when none was. */
    Grant used() {
        return isUsed() ? new Grant(pattern, usedOperations()) : null;
    }

    /** Counts what another of the same text was used for as well. */
    void addUse(Grant other) {
        for (int i = 0; i < used.length; i++) {
            used[i] |= other.used[i];
        }
    }

    private boolean isUsed() {
        return !usedOperations().isEmpty();
    }

    private Set<Operation> usedOperations() {
        Set<Operation> operationsUsed = EnumSet.noneOf(Operation.class);
        for (Operation operation : Operation.values()) {
            if (used[operation.ordinal()]) {
                operationsUsed.add(operation);
            }
        }
        return operationsUsed;
    }

    /** As a manifest has it. */
    @Override
    public String toString() {
        if (operations.isEmpty()) {
            return pattern;
        }
        List<String> words = new ArrayList<>();
        for (Operation operation : operations) {
            words.add(operation.word());
        }
        return pattern + " (" + String.join(", ", words) + ")";
    }
}
