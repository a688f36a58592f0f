package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bin/nethook finds the image and Java, and what it hands to Java. */
class LauncherIT {
    private static final String VERSION = "nethook " + System.getProperty("nethookVersion");
    private static final String MAIN = "org.nethook.host.cli.Main";

    @TempDir
    private Path temporary;

    private Image image;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("an image"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "busybox sh", "bash"})
    void shouldRunUnderEveryPosixShell(String shell) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        Assumptions.assumeTrue(isInstalled(command.get(0)), "no " + command.get(0));
        command.addAll(List.of(image.launcher().toString(), "--version"));

        assertEquals(
                List.of(VERSION),
                Image.run(command, Path.of("/"), Map.of()).assertClean().lines());
    }

    @Test
    void shouldRunThroughChainsOfRelativeLinks() throws IOException, InterruptedException {
        Path links = Files.createDirectories(temporary.resolve("some links/deeper"));
        Files.createSymbolicLink(temporary.resolve("some links/first"), Path.of("../an image/bin/nethook"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("../first"));
        Files.createSymbolicLink(temporary.resolve("bin of it"), image.home().resolve("bin"));

        for (String way : List.of("./second", "../../bin of it/nethook", "../deeper/../first")) {
            assertEquals(
                    List.of(VERSION),
                    Image.run(List.of("sh", way, "--version"), links, Map.of())
                            .assertClean()
                            .lines());
        }
    }

    @Test
    void shouldRunByItsNameOnThePath() throws IOException, InterruptedException {
        String path = image.home().resolve("bin") + ":" + System.getenv("PATH");

        assertEquals(
                List.of(VERSION),
                Image.run(List.of("sh", "-c", "nethook --version"), temporary, Map.of("PATH", path))
                        .assertClean()
                        .lines());
    }

    @Test
    void shouldBecomeJavaAndHandOnEveryArgumentAsItCame() throws IOException, InterruptedException {
        FakeJava java = FakeJava.ofVersion(temporary.resolve("a jdk"), "17.0.1");
        List<String> words = List.of("event", "two words", "", "*", "--line", "!system=IFNET;$(x)`y`'\"");
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "echo $$; exec \"$0\" \"$@\"", image.launcher() + ""));
        command.addAll(words);

        List<String> lines = Image.run(command, temporary, Map.of("JAVA_HOME", java.toString()))
                .assertClean()
                .lines();

        assertEquals(lines.get(0), lines.get(1), "the shell stayed");
        assertEquals(words, lines.subList(lines.indexOf(MAIN) + 1, lines.size()));
        assertTrue(lines.contains("-Dnethook.home=" + image.home().toRealPath()));
    }

    @Test
    void shouldHandOptionsToJavaAsTheyAre() throws IOException, InterruptedException {
        FakeJava java = FakeJava.ofVersion(temporary.resolve("jdk"), "17.0.1");
        Map<String, String> environment =
                Map.of("JAVA_HOME", java.toString(), "NETHOOK_JAVA_OPTS", "-Dnethook.libc=/a/b*  -Xmx64m");

        List<String> lines = Image.run(List.of(image.launcher().toString(), "event", "a b"), temporary, environment)
                .assertClean()
                .lines();

        int main = lines.indexOf(MAIN);
        assertEquals(List.of("-Dnethook.libc=/a/b*", "-Xmx64m"), lines.subList(main - 2, main));
        assertEquals(List.of("event", "a b"), lines.subList(main + 1, lines.size()));
    }

    @Test
    void shouldPreferJavaHomeToThePath() throws IOException, InterruptedException {
        FakeJava home = FakeJava.ofVersion(temporary.resolve("home"), "21");
        FakeJava onPath = FakeJava.ofVersion(temporary.resolve("path"), "17");
        String path = onPath.home().resolve("bin") + ":" + System.getenv("PATH");

        assertEquals(home.java().toString(), javaOf(Map.of("JAVA_HOME", home.toString(), "PATH", path)));
        assertEquals(onPath.java().toString(), javaOf(Map.of("JAVA_HOME", "", "PATH", path)));
    }

    @Test
    void shouldChooseFromTheListOfFreeBsdsJavaWrapper() throws IOException, InterruptedException {
        FakeJava wrapper = FakeJava.answering(temporary.resolve("local"), "exit 1");
        FakeJava.ofVersion(temporary.resolve("openjdk8"), "1.8.0_402");
        FakeJava chosen = FakeJava.ofVersion(temporary.resolve("openjdk17"), "17.0.10");
        Files.createDirectories(wrapper.home().resolve("etc"));
        Files.writeString(
                wrapper.home().resolve("etc/javavms"),
                temporary + "/openjdk8/bin/java # OpenJDK8\n" + temporary + "/openjdk17/bin/java # OpenJDK17\n");

        String path = wrapper.home().resolve("bin") + ":" + System.getenv("PATH");

        assertEquals(chosen.java().toString(), javaOf(Map.of("JAVA_HOME", "", "PATH", path)));
    }

    @Test
    void shouldSayThatThereIsNoJava() throws IOException, InterruptedException {
        Assumptions.assumeFalse(Files.exists(Path.of("/usr/local/bin/java")), "there is a /usr/local/bin/java");
        Path nothing = Files.createDirectory(temporary.resolve("nothing"));

        Image.run(
                        List.of("/bin/sh", image.launcher().toString()),
                        temporary,
                        Map.of("JAVA_HOME", "", "PATH", nothing + ""))
                .assertRefused(69, "nethook: found no Java; install Java 17 or newer, or set JAVA_HOME");
    }

    @Test
    void shouldSayThatJavaHomeHasNoJava() throws IOException, InterruptedException {
        Image.run(List.of(image.launcher().toString()), temporary, Map.of("JAVA_HOME", temporary + "/none"))
                .assertRefused(
                        69,
                        "nethook: JAVA_HOME is " + temporary
                                + "/none, which has no bin/java; set it to a Java 17 or newer, or unset it");
    }

    @ParameterizedTest
    @CsvSource({"11.0.22", "16.0.2", "1.8.0_402"})
    void shouldRefuseAnOlderJava(String version) throws IOException, InterruptedException {
        FakeJava named = FakeJava.ofVersion(temporary.resolve("named"), version);
        FakeJava asked = FakeJava.answering(
                temporary.resolve("asked"), "echo 'openjdk version \"" + version + "\" 2020-01-01' >&2");

        for (FakeJava java : List.of(named, asked)) {
            Image.run(List.of(image.launcher().toString()), temporary, Map.of("JAVA_HOME", java.toString()))
                    .assertRefused(
                            69,
                            "nethook: needs Java 17 or newer, but " + java + "/bin/java is version " + version
                                    + "; set JAVA_HOME to a newer one");
        }
    }

    @Test
    void shouldKeepNewerJavasSilentAboutNativeCalls() throws IOException, InterruptedException {
        FakeJava java = FakeJava.ofVersion(temporary.resolve("jdk"), "25");

        List<String> lines = Image.run(
                        List.of(image.launcher().toString()), temporary, Map.of("JAVA_HOME", java.toString()))
                .assertClean()
                .lines();

        assertTrue(lines.contains("--enable-native-access=ALL-UNNAMED"));
        assertFalse(lines.contains("-Xlog:all=error:stderr"));
    }

    @Test
    void shouldRefuseAPlaceThatAClassPathCannotName() throws IOException, InterruptedException {
        Image odd = image.copyTo(temporary.resolve("a:b"));

        odd.nethook("--version")
                .assertRefused(
                        69,
                        "nethook: cannot run from " + odd.home().toRealPath()
                                + ": a Java class path has no way to write a colon");
    }

    /** What the launcher becomes in an environment in which Java is a {@link FakeJava}. */
    private String javaOf(Map<String, String> environment) throws IOException, InterruptedException {
        return Image.run(List.of(image.launcher().toString()), temporary, environment)
                .assertClean()
                .lines()
                .get(1);
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return Image.run(List.of("sh", "-c", "command -v " + program), Path.of("/"), Map.of())
                        .status()
                == 0;
    }
}
