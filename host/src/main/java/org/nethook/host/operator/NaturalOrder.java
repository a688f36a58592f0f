package org.nethook.host.operator;

/** Interfaces by driver, then by unit: hn2 comes before hn10. */
final class NaturalOrder {
    private NaturalOrder() {}

    static int compare(String a, String b) {
        int unitOfA = unit(a);
        int unitOfB = unit(b);
        int byDriver = a.substring(0, unitOfA).compareTo(b.substring(0, unitOfB));
        if (byDriver != 0) {
            return byDriver;
        }
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    /** Where the digits at the end begin. */
    private static int unit(String name) {
        int at = name.length();
        while (at > 0 && Character.isDigit(name.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
