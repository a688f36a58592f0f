package org.nethook.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The table of docs/PLUGINS.md that says what becomes of a bad jar. */
final class HostileTable {
    private static final String HEADER = "| jar | `nethook event` | resident host |\n|---|---|---|\n";

    private HostileTable() {}

    static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "PLUGINS.md"));
    }

    private static Stream<String> rows() throws IOException {
        String guide = guide();
        int begin = guide.indexOf(HEADER);
        if (begin < 0) {
            throw new AssertionError("docs/PLUGINS.md has no table " + HEADER);
        }
        return guide.substring(begin + HEADER.length()).lines().takeWhile(line -> line.startsWith("| "));
    }

    /** What is in its first column. */
    static List<String> jars() throws IOException {
        return rows().map(row -> row.split(" \\| ")[0].substring(2)).toList();
    }

    /** The row of a jar as the guide has it; empty when it has none. */
    static String row(String jar) throws IOException {
        return rows().filter(row -> row.startsWith("| " + jar + " |"))
                .findFirst()
                .orElse("");
    }

    /** The row of a jar for which these lines are printed. */
    static String row(String jar, List<String> oneShot, List<String> resident) {
        return "| " + jar + " | " + cell(oneShot) + " | " + (oneShot.equals(resident) ? "the same" : cell(resident))
                + " |";
    }

    private static String cell(List<String> lines) {
        return lines.isEmpty() ? "nothing" : "`" + String.join("`, then `", lines) + "`";
    }
}
