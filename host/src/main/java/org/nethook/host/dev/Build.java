package org.nethook.host.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has Maven compile a project. */
final class Build {
    private static final Pattern PLACE = Pattern.compile("(.+\\.java):\\[(\\d+),\\d+\\] (.*)");
    private static final String ERROR = "[ERROR] ";

    private final Path project;
    private volatile Process running;

    Build(Path project) {
        this.project = project.toAbsolutePath().normalize();
    }

    /** What the project is compiled from. */
    List<Path> sources() {
        return List.of(project.resolve("src/main"), project.resolve("pom.xml"));
    }

    /**
     * Compiles.
     *
     * @return why it cannot be compiled, one line; empty when it was
     * @throws IOException when there is no Maven to run
     */
    Optional<String> run() throws IOException, InterruptedException {
        Process process = start();
        running = process;
        process.getOutputStream().close();
        String complaint = "";
        boolean placed = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(ERROR) || placed) {
                    continue;
                }
                Matcher place = PLACE.matcher(line.substring(ERROR.length()));
                placed = place.matches();
                if (placed) {
                    complaint = inProject(place.group(1)) + ":" + place.group(2) + ": " + place.group(3);
                } else if (complaint.isEmpty()) {
                    complaint = line.substring(ERROR.length());
                }
            }
        }
        int status = process.waitFor();
        running = null;
        return status == 0
                ? Optional.empty()
                : Optional.of(complaint.isEmpty() ? "mvn ended with status " + status : complaint);
    }

    private Process start() throws IOException {
        Path wrapper = project.resolve("mvnw");
        String program = Files.isExecutable(wrapper) ? wrapper.toString() : "mvn";
        try {
            return new ProcessBuilder(program, "-B", "-q", "-Dstyle.color=never", "compile")
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            String reason = program.equals("mvn") ? "there is no mvn on the path" : program + " cannot be run";
            throw new IOException(reason + "; install Maven, or have something else compile and use --no-build", e);
        }
    }

    private Path inProject(String name) {
        Path file = Path.of(name);
        return file.startsWith(project) ? project.relativize(file) : file;
    }

    /** Ends a build that runs. */
    void stop() {
        Process process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
