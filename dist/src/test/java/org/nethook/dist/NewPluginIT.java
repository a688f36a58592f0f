package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code nethook plugins new} refuses; {@link TutorialIT} shows what it makes. */
class NewPluginIT {
    @TempDir
    private Path temporary;

    private Image image;
    private Path project;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        project = temporary.resolve("my-plugin");
    }

    @Test
    void shouldNeitherChangeNorFillADirectoryThatIsThere() throws IOException, InterruptedException {
        Files.createDirectory(project);

        image.nethook("plugins", "new", "my-plugin", "--directory", project.toString())
                .assertRefused(73, "nethook: " + project + ": exists already");

        assertEquals(0, project.toFile().list().length);
    }

    @ParameterizedTest
    @CsvSource({
        "My_Plugin, org.example.mine, 'the id of a plugin must be '",
        "mine, org.nethook.mine, --package must be",
        "mine, org.example.new, --package must be",
        "mine, Org.Example, --package must be"
    })
    void shouldRefuseNamesThatCannotBe(String id, String packageName, String complaint)
            throws IOException, InterruptedException {
        Outcome refused =
                image.nethook("plugins", "new", id, "--package", packageName, "--directory", project.toString());

        assertEquals(64, refused.status());
        assertTrue(refused.err().startsWith("nethook: " + complaint), refused.err());
        assertEquals(1, refused.err().lines().count());
        assertFalse(Files.exists(project));
    }

    @Test
    void shouldSayThatTheDirectoryAboveIsMissing() throws IOException, InterruptedException {
        Path lost = temporary.resolve("lost/my-plugin");

        image.nethook("plugins", "new", "my-plugin", "--directory", lost.toString())
                .assertRefused(73, "nethook: " + lost + ": cannot be made: there is no such directory above it");
    }
}
