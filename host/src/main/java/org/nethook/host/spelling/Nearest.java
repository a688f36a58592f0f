package org.nethook.host.spelling;

import java.util.Collection;

/** Guesses what somebody who misspelt a name had meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate that is at most a third of its letters, and at most two, away; null when none is. */
    public static String to(String name, Collection<String> candidates) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            int allowed = Math.min(2, Math.max(1, candidate.length() / 3));
            if (distance <= allowed && distance < least) {
                best = candidate;
                least = distance;
            }
        }
        return best;
    }

    /** {@code ; did you mean NAME?}, or nothing. */
    public static String suggestion(String name, Collection<String> candidates) {
        String nearest = to(name, candidates);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    /** Letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cost = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cost, d[i - 2][j - 2] + 1) : cost;
    }
}
