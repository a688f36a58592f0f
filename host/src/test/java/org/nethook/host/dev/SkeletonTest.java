package org.nethook.host.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkeletonTest {
    private static final Map<String, String> VALUES = Map.of("package", "org.example.mine", "artifactId", "mine");

    @TempDir
    private Path temporary;

    private Skeleton skeleton(Map<String, String> files) throws IOException {
        Path jar = temporary.resolve("archetype.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Skeleton(jar, VALUES);
    }

    @Test
    void shouldPutJavaFilesIntoTheDirectoryOfTheirPackage() throws IOException {
        Path project = temporary.resolve("mine");

        skeleton(Map.of(
                        "META-INF/maven/archetype-metadata.xml", "<not-mine/>",
                        "archetype-resources/src/main/java/A.java", "package ${package};",
                        "archetype-resources/pom.xml", "${artifactId} ${project.version} ${}"))
                .unpack(project);

        assertEquals(
                "package org.example.mine;",
                Files.readString(project.resolve("src/main/java/org/example/mine/A.java")));
        assertEquals("mine ${project.version} ${}", Files.readString(project.resolve("pom.xml")));
        assertFalse(Files.exists(project.resolve("META-INF")));
    }

    @Test
    void shouldLeaveADirectoryThatIsThere() throws IOException {
        Path project = Files.createDirectory(temporary.resolve("mine"));
        Skeleton skeleton = skeleton(Map.of("archetype-resources/pom.xml", ""));

        assertThrows(FileAlreadyExistsException.class, () -> skeleton.unpack(project));

        assertEquals(0, project.toFile().list().length);
    }

    @Test
    void shouldLeaveNothingHalfDone() throws IOException {
        Path project = temporary.resolve("mine");
        Skeleton skeleton = skeleton(
                Map.of("archetype-resources/a", "a file", "archetype-resources/a/b", "a file where a file is already"));

        assertThrows(IOException.class, () -> skeleton.unpack(project));

        assertFalse(Files.exists(project));
    }
}
