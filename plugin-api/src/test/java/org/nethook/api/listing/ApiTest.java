package org.nethook.api.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nethook.api.Extension;

/**
 * Nothing about the API changes by accident: {@code api/VERSION.txt} lists what a compiled plugin can name, for this version and
 * each one before, {@code api/endings.txt} what plugins had better not use any more, and {@code api/breaks.txt} gives the reason for
 * whatever a plugin of the version before stumbles over.
 */
class ApiTest {
    private static final String UPDATE = "mvn -q -pl plugin-api test -Dtest=ApiTest -Dapi.write=true";
    private static final Path DIRECTORY = Path.of("api");
    private static final Path ENDINGS = DIRECTORY.resolve("endings.txt");
    private static final Path BREAKS = DIRECTORY.resolve("breaks.txt");

    private static Path listingOf(String version) {
        return DIRECTORY.resolve(version + ".txt");
    }

    private static String version() {
        return System.getProperty("nethook.version");
    }

    private static Set<String> compiled() throws Exception {
        return ApiListing.of(Path.of(Extension.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    }

    @Test
    void shouldBeAsItIsListed() throws Exception {
        Set<String> compiled = compiled();
        Path file = listingOf(version());
        if (Boolean.getBoolean("api.write")) {
            write(file, compiled);
        }
        ApiChanges changes = ApiChanges.between(read(file), compiled);
        assertTrue(
                changes.breaks().isEmpty() && changes.additions().isEmpty(),
                () -> "plugin-api is not what " + file + " lists. If that is meant, write it anew and commit it: "
                        + UPDATE
                        + "\nwhat breaks plugins:\n  " + String.join("\n  ", changes.breaks())
                        + "\nwhat does not:\n  " + String.join("\n  ", changes.additions()));
    }

    @Test
    void shouldGiveAReasonForWhatBreaksPluginsOfTheVersionBefore() throws IOException {
        Optional<String> before = versions().stream()
                .map(Version::parse)
                .filter(each -> each.compareTo(Version.parse(version())) < 0)
                .max(Version::compareTo)
                .map(Version::toString);
        List<String> listed = listedBreaks();
        List<String> breaks = before.isEmpty()
                ? List.of()
                : ApiChanges.between(read(listingOf(before.get())), read(listingOf(version())))
                        .breaks();
        List<String> unlisted = new ArrayList<>(breaks);
        unlisted.removeAll(listed);
        assertEquals(
                List.of(),
                unlisted,
                () -> "this breaks plugins made for nethook " + before.orElse("") + "; undo it, or add to " + BREAKS
                        + " the line and, behind a #, the reason");
        listed.removeAll(breaks);
        assertEquals(List.of(), listed, () -> BREAKS + " lists what is no break since the version before");
    }

    /** The host reads it, and warns of plugins or refuses them. */
    @Test
    void shouldListWhatEnds() throws Exception {
        List<String> versions = new ArrayList<>(versions());
        versions.sort(Comparator.comparing(Version::parse));
        List<Map.Entry<String, Set<String>>> listings = new ArrayList<>();
        for (String each : versions) {
            if (Version.parse(each).compareTo(Version.parse(version())) < 0) {
                listings.add(Map.entry(each, read(listingOf(each))));
            }
        }
        listings.add(Map.entry(version(), compiled()));
        List<String> listed = Files.exists(ENDINGS) ? Files.readAllLines(ENDINGS) : List.of();
        Map<String, String> instead = ApiEndings.instead(listed); // of what has no Javadoc any more
        instead.putAll(DeprecatedTags.of(Path.of("src/main/java")));
        List<String> lines = new ArrayList<>(List.of(
                "# What of nethook " + version() + " had better not be used any more, and what is gone. Written by: "
                        + UPDATE,
                "# STAGE SINCE OWNER [NAME DESCRIPTOR] # WHAT TO DO"));
        lines.addAll(ApiEndings.of(listings, instead));
        if (Boolean.getBoolean("api.write")) {
            Files.write(ENDINGS, lines);
            listed = lines;
        }
        assertEquals(
                lines, listed, () -> ENDINGS + " is not what the lists say; write it anew and commit it: " + UPDATE);
    }

    private static List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") && Character.isDigit(name.charAt(0)))
                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                    .toList();
        }
    }

    /** {@code gone: LINE # REASON} each; without a reason a line does not count. */
    private static List<String> listedBreaks() throws IOException {
        List<String> breaks = new ArrayList<>();
        for (String line : Files.readAllLines(BREAKS)) {
            int reason = line.indexOf(" # ");
            if (!line.startsWith("#")
                    && reason > 0
                    && !line.substring(reason + 3).isBlank()) {
                breaks.add(line.substring(0, reason).strip());
            }
        }
        return breaks;
    }

    private static Set<String> read(Path file) throws IOException {
        Set<String> lines = new TreeSet<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static void write(Path file, Set<String> listing) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# What a plugin can name of nethook " + version() + ". Written by: " + UPDATE);
        lines.addAll(listing);
        Files.write(file, lines);
    }
}
