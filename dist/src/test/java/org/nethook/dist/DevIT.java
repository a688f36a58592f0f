package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code nethook dev}: from an edit to what came of it. */
class DevIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @TempDir
    private Path temporary;

    private Image image;
    private Maven maven;
    private Path project;
    private Path source;
    private Path out;
    private Path err;
    private Process running;

    @BeforeEach
    void makeAProject() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        maven = Maven.in(temporary.resolve("maven"));
        project = temporary.resolve("my-plugin");
        source = project.resolve("src/main/java/com/example/myplugin/LinkWatch.java");
        out = temporary.resolve("out");
        err = temporary.resolve("err");
        image.nethook("plugins", "new", "my-plugin", "--directory", project.toString())
                .assertClean();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (running != null) {
            running.destroy();
            running.waitFor();
        }
        maven.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("E10")
    void shouldShowWhatAnEditDoesToASimulatedVfUp() throws IOException, InterruptedException {
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        start(scratch);
        await(out, "my-plugin    hn0: a VF carries its traffic");
        await(out, "waiting for a change");

        long edited = System.nanoTime();
        edit("a VF carries its traffic", "now through its VF");
        await(out, "my-plugin    hn0: now through its VF");
        System.out.println("nethook dev: an edit was seen handling a simulated VF_UP after "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - edited) + " ms");

        edit("netif.ifName() + \": now", "netif.noSuchThing() + \": now");
        await(err, "nethook: it does not compile: src/main/java/com/example/myplugin/LinkWatch.java:");
        assertEquals(1, Files.readAllLines(err).size(), Files.readString(err));

        edit("netif.noSuchThing() + \": now through", "netif.ifName() + \": again through");
        await(out, "my-plugin    hn0: again through its VF");

        Image.run(List.of("sh", "-c", "kill -INT " + running.pid()), temporary, Map.of())
                .assertClean();
        assertTrue(running.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS));
        assertEquals(130, running.exitValue());
        assertEquals(1, Files.readAllLines(err).size(), Files.readString(err));
        assertEquals(List.of(), new Image(scratch).names("."));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void shouldSayInOneLineWhatIsInTheWay() throws IOException, InterruptedException {
        Outcome uncompiled = image.nethook("dev", "--no-build", "--once", project.toString());
        assertEquals("nethook: " + project.resolve("target/classes") + ": no such directory\n", uncompiled.err());
        assertEquals(66, uncompiled.status());

        Outcome compiled = Image.run(List.of(maven.program(), "-q", "compile"), project, Map.of());
        assertEquals(0, compiled.status(), compiled.out());
        image.nethook("dev", "--no-build", "--once", project.toString()).assertClean();

        Path lost = temporary.resolve("lost.conf");
        image.nethook("dev", "--no-build", "--once", "--scenario", lost.toString(), project.toString())
                .assertRefused(66, "nethook: " + lost + ": no such file");

        Files.writeString(project.resolve("nethook.conf"), "plugins.my-plugin.ignored = [lo0]\n");
        Outcome misconfigured = image.nethook("dev", "--no-build", "--once", project.toString());
        assertEquals(78, misconfigured.status());
        assertTrue(misconfigured.err().contains("nethook.conf:1: "), misconfigured.err());
        Files.delete(project.resolve("nethook.conf"));

        Files.delete(project.resolve("target/classes/META-INF/extensions.idx"));
        Outcome unindexed = image.nethook("dev", "--no-build", "--once", project.toString());
        assertEquals(65, unindexed.status());
        assertTrue(unindexed.err().contains("the annotation processor did not run"), unindexed.err());
        assertEquals(1, unindexed.err().lines().count());
    }

    @Test
    void shouldSayThatThereIsNoMaven() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(temporary.resolve("bin"));
        for (String name : List.of("sh", "readlink", "ls", "id", "env")) {
            Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin", name));
        }

        Outcome refused = Image.run(
                List.of(image.launcher().toString(), "dev", "--once", project.toString()),
                temporary,
                Map.of(
                        "PATH",
                        bin.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "NETHOOK_CLASS_ARCHIVE",
                        "off"));

        refused.assertRefused(
                69,
                "nethook: there is no mvn on the path; install Maven, or have something else compile and use --no-build");
    }

    @Test
    void shouldRefuseADirectoryThatIsNoProject() throws IOException, InterruptedException {
        Outcome refused = image.nethook("dev", temporary.toString());

        assertEquals(66, refused.status());
        assertEquals(
                "nethook: " + temporary
                        + ": has no pom.xml; give the directory of a plugin's project, or --no-build and --classes DIR\n",
                refused.err());
    }

    private void start(Path scratch) throws IOException {
        // a shell starts what it puts into the background with SIGINT ignored, this test perhaps, and that is inherited
        ProcessBuilder builder = new ProcessBuilder(
                        "env", "--default-signal=INT", image.launcher().toString(), "dev")
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("NETHOOK_CLASS_ARCHIVE", "off");
        environment.put("NETHOOK_JAVA_OPTS", "-Djava.io.tmpdir=" + scratch);
        environment.put("LC_ALL", "C");
        environment.put("PATH", maven.directory() + ":" + environment.get("PATH"));
        running = builder.start();
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(source);
        assertTrue(text.contains(from), text);
        Files.writeString(source, text.replace(from, to));
    }

    private void await(Path file, String text) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.readString(file).contains(text)) {
            if (System.nanoTime() - end > 0 || !running.isAlive()) {
                fail("\"" + text + "\" did not come, but\n" + Files.readString(out) + Files.readString(err));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
