package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/PLUGINS.md shows works: its commands are run, its code is compiled, and its output is what comes. */
class TutorialIT {
    private static final Pattern PLACE = Pattern.compile("// (src/[\\w/.-]+\\.java)\n");
    private static final Pattern TYPE = Pattern.compile("public final class (\\w+)");

    /** What stands above a piece of code whose imports are left out. */
    private static final String IMPORTS = "import java.io.PrintStream;\nimport java.time.Duration;\n"
            + Stream.of(
                            "java.util",
                            "org.nethook.api",
                            "org.nethook.api.event",
                            "org.nethook.api.netif",
                            "org.nethook.api.plan")
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining())
            + "import org.pf4j.Extension;\n";

    /**
     * A fenced block.
     *
     * @param language what stands behind the fence
     * @param text what is in it
     */
    private record Block(String language, String text) {}

    @TempDir
    private Path temporary;

    private Image image;
    private Path directory;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        directory = Files.createDirectory(temporary.resolve("work"));
    }

    @Test
    @Tag("E10")
    void shouldLeadFromNothingToAPluginThatHandlesASimulatedVfUp() throws IOException, InterruptedException {
        try (Maven maven = Maven.in(temporary.resolve("maven"))) {
            String printed = "";
            for (Block block : blocks()) {
                Matcher place = PLACE.matcher(block.text());
                switch (block.language()) {
                    case "sh" -> printed = run(block.text(), maven);
                    case "text" -> assertPrinted(block.text(), printed);
                    case "java" -> {
                        if (place.lookingAt()) {
                            Path file = directory.resolve(place.group(1));
                            assertTrue(Files.isDirectory(file.getParent()), block.text());
                            Files.writeString(file, block.text().substring(place.end()));
                        }
                    }
                    case "" -> {} // somebody else's language
                    default -> fail("docs/PLUGINS.md has a block in " + block.language());
                }
            }
            run("mvn -q package", maven); // with the tests shown since the last
        }
        List<String> reports = new Image(directory).names("target/surefire-reports");
        assertTrue(reports.contains("org.example.linkwatch.GuideTest.txt"), reports.toString());
        assertTrue(reports.contains("org.example.linkwatch.AddressWatchTest.txt"), reports.toString());
    }

    @Test
    void shouldShowRecipesThatDoWhatIsSaidOfThem() throws IOException, InterruptedException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> names = compileRecipes(classes);
        assertTrue(names.containsAll(List.of("LinkLoss", "LinkMetrics", "OnAddress", "EmLost")), names.toString());
        Path plugins = Files.createDirectory(temporary.resolve("recipes"));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", "recipes");
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Nethook-Scripts", "/usr/local/etc/nethook/address-changed");
        try (OutputStream file = Files.newOutputStream(plugins.resolve("recipes.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            jar.write(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            for (String name : new Image(classes).names(".")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
        Path scenario = Files.writeString(temporary.resolve("recipes.conf"), """
                machine {
                  interfaces = [ { name = em0, driver = em, mac = "00:00:5e:00:53:01" } ]
                  rc-conf = "ifconfig_em0='inet 192.0.2.4/24'"
                }
                timeline = [
                  { at = 30s, link-lost = em0 }
                  { at = 35s, link-restored = em0 }
                  { at = 60s, link-lost = em0 }
                ]
                until = 2m
                """);

        Outcome played = image.nethook(
                "--plugins", plugins.toString(), "replay", scenario.toString(), "--then", "run link-metrics");

        List<String> lines = played.lines();
        assertEquals(2, count(lines, "em0 lost its link"), played.out());
        assertEquals(1, count(lines, "em0 has had no link for ten seconds"), played.out());
        assertEquals(1, count(lines, "link_losses_total{interface=\"em0\"} 2"), played.out());
        assertTrue(count(lines, "/usr/local/etc/nethook/address-changed") > 0, played.out());
    }

    private static long count(List<String> lines, String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    private List<String> compileRecipes(Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "--release",
                "17",
                "-Xlint:all,-processing",
                "-Werror",
                "-proc:none",
                "-cp",
                image.home().resolve("lib") + "/*",
                "-d",
                classes.toString()));
        List<String> names = new ArrayList<>();
        for (Block block : blocks()) {
            Matcher type = TYPE.matcher(block.text());
            if (block.language().equals("java") && !PLACE.matcher(block.text()).lookingAt()) {
                assertTrue(type.find(), block.text());
                Path file = directory.resolve(type.group(1) + ".java");
                Files.writeString(file, IMPORTS + block.text());
                command.add(file.toString());
                names.add(type.group(1));
            }
        }

        Image.run(command, directory, Map.of()).assertClean();
        return names;
    }

    /** Runs lines in the directory where the lines before them ended. */
    private String run(String lines, Maven maven) throws IOException, InterruptedException {
        Path end = temporary.resolve("end");
        Outcome outcome = Image.run(
                List.of("sh", "-e", "-c", lines + "\npwd >'" + end + "'"),
                directory,
                Map.of(
                        "PATH",
                        maven.directory() + ":" + image.home().resolve("bin") + ":" + System.getenv("PATH"),
                        "NETHOOK_HOME",
                        image.home().toString()));
        assertEquals(0, outcome.status(), () -> lines + outcome.out() + outcome.err());
        directory = Path.of(Files.readString(end).strip());
        return outcome.out();
    }

    private static void assertPrinted(String expected, String printed) {
        for (String line : expected.lines().toList()) {
            assertTrue(printed.contains(line), () -> "\"" + line + "\" is not printed, but\n" + printed);
        }
    }

    private List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = null;
        String language = "";
        for (String line : Files.readAllLines(image.home().resolve("share/doc/PLUGINS.md"))) {
            if (!line.startsWith("```")) {
                if (text != null) {
                    text.append(line).append('\n');
                }
            } else if (text == null) {
                text = new StringBuilder();
                language = line.substring(3);
            } else {
                blocks.add(new Block(language, text.toString()));
                text = null;
            }
        }
        return blocks;
    }
}
