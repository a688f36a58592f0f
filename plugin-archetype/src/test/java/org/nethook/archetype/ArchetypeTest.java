package org.nethook.archetype;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Maven's archetype plugin and nethook's own command make the same of the resources. */
class ArchetypeTest {
    private static final Path RESOURCES = Path.of("target", "classes", "archetype-resources");

    @Test
    void shouldNameEveryFileToMaven() throws Exception {
        Document metadata = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("target", "classes", "META-INF", "maven", "archetype-metadata.xml")
                        .toFile());
        Set<String> named = new TreeSet<>(Set.of("pom.xml")); // which Maven takes by itself
        NodeList sets = metadata.getElementsByTagName("fileSet");
        for (int i = 0; i < sets.getLength(); i++) {
            Element set = (Element) sets.item(i);
            String directory = text(set, "directory");
            NodeList includes = set.getElementsByTagName("include");
            for (int j = 0; j < includes.getLength(); j++) {
                named.add(includes.item(j).getTextContent());
            }
            if (includes.getLength() == 0) {
                files().stream()
                        .filter(file -> file.startsWith(directory + "/"))
                        .forEach(named::add);
            }
        }

        assertEquals(files(), named);
    }

    /** Maven fills templates with Velocity, to which these begin a comment or an escape. */
    @Test
    void shouldHaveNothingThatOnlyVelocityUnderstands() throws IOException {
        for (String file : files()) {
            String text = Files.readString(RESOURCES.resolve(file));

            assertFalse(text.contains("##") || text.contains("#*") || text.contains("\\$"), file);
        }
    }

    @Test
    void shouldAskForNoMoreThanTheCommandKnows() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String file : files()) {
            Matcher property = Pattern.compile("\\$\\{([A-Za-z]+)}").matcher(Files.readString(RESOURCES.resolve(file)));
            while (property.find()) {
                asked.add(property.group(1));
            }
        }

        assertEquals(Set.of("artifactId", "groupId", "nethookHome", "nethookVersion", "package", "version"), asked);
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(RESOURCES.relativize(file).toString()));
            return names;
        }
    }
}
