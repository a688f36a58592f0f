package org.nethook.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked image, run as processes. */
record Image(Path home) {
    private static final long LONGEST_SECONDS = 120;

    /** The one the build made; not to be written to. */
    static Image built() {
        return new Image(Path.of(System.getProperty("image")));
    }

    /** A copy to do anything with. */
    Image copyTo(Path target) throws IOException, InterruptedException {
        Outcome copied = run(List.of("cp", "-pR", home.toString(), target.toString()), target.getParent(), Map.of());
        copied.assertClean();
        return new Image(target);
    }

    Path launcher() {
        return home.resolve("bin/nethook");
    }

    /** Runs {@code nethook} with these arguments, without a class-data archive. */
    Outcome nethook(String... arguments) throws IOException, InterruptedException {
        return nethook(Map.of(), arguments);
    }

    /** The same with changes to the environment. */
    Outcome nethook(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return run(command, home, environment);
    }

    /** Runs a command; in the environment an empty text stands for a variable that is not set. */
    static Outcome run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> changes = new HashMap<>(Map.of("NETHOOK_CLASS_ARCHIVE", "off", "LC_ALL", "C"));
            changes.putAll(environment);
            for (Map.Entry<String, String> change : changes.entrySet()) {
                if (change.getValue().isEmpty()) {
                    builder.environment().remove(change.getKey());
                } else {
                    builder.environment().put(change.getKey(), change.getValue());
                }
            }
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The names in one of its directories, sorted. */
    List<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
