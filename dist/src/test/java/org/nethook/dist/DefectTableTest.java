package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of docs/HYPERV-SCRIPTS.md names tests, and they are there. */
class DefectTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9]+)\\.(should[A-Za-z0-9]+)`");

    @Test
    void shouldNameOnlyTestsThatAreThere() throws IOException {
        Map<String, String> sources = testSources();
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/HYPERV-SCRIPTS.md"))) {
            if (!line.startsWith("| hv_") && !line.startsWith("| hyperv")) {
                continue;
            }
            rows++;
            String[] columns = line.split(" \\| ", -1);
            if (columns.length != 4) {
                wrong.add("not four columns: " + line);
                continue;
            }
            Matcher named = NAMED.matcher(columns[3]);
            int tests = 0;
            while (named.find()) {
                tests++;
                if (!sources.getOrDefault(named.group(1), "").contains(" void " + named.group(2) + "(")) {
                    wrong.add("no such test: " + named.group());
                }
            }
            if (tests == 0) {
                wrong.add("no test: " + line);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(rows >= 20, "rows: " + rows);
    }

    /** The sources of all tests, by the name of their class. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("plugin-api", "netif", "host", "plugin-testkit", "plugins", "dist")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(each -> each.toString().matches(".*/src/test/java/.*\\.java"))
                        .toList()) {
                    String name = file.getFileName().toString();
                    sources.merge(
                            name.substring(0, name.length() - ".java".length()),
                            Files.readString(file),
                            String::concat);
                }
            }
        }
        return sources;
    }
}
