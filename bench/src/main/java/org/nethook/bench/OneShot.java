package org.nethook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one {@code nethook event} costs, with all plugins of an image and a call to libc, as a multiple of {@link Hello}.
 * The contestants take turns, so that whatever else the machine does hits all of them.
 *
 * <p>The checks of the jars are measured inside a JVM of their own, without its start, for the jars that the image ships. They
 * are promised to take at most 10 ms for the four of them. On a machine that is slower, or busy, 10 ms say nothing; so they
 * may take a quarter of hello where that is more.
 */
public final class OneShot {
    private static final double LIMIT_WITH_ARCHIVE = 4.0;
    private static final double LIMIT_WITHOUT_ARCHIVE = 6.5;
    /** What is promised of the checks of the shipped plugins' jars, in milliseconds. */
    private static final double LIMIT_OF_CHECKS = 10;
    /** The same as a share of hello, which takes 40 ms on the machine that the promise was made on. */
    private static final double SHARE_OF_CHECKS = 0.25;

    private static final int WARM_UPS = 2;
    private static final int FEWEST_RUNS = 20;

    private OneShot() {}

    /**
     * Arguments: java, the benchmark's jar, an image that has this jar among its plugins and a class-data archive, and
     * the number of runs. Exits with 1 when a ratio is over its limit.
     */
    public static void main(String[] args) throws InterruptedException, IOException {
        String java = args[0];
        String launcher = Path.of(args[2], "bin/nethook").toString();
        int runs = Math.max(FEWEST_RUNS, Integer.parseInt(args[3]));

        List<String> event = List.of(launcher, "event", "IFNET", "lo", "LINK_UP");
        Map<String, String> with = Map.of("NETHOOK_CLASS_ARCHIVE", "later");
        Map<String, String> without = Map.of("NETHOOK_CLASS_ARCHIVE", "off");
        Contestant hello =
                new Contestant(List.of(java, "-cp", args[1], Hello.class.getName()), Map.of(), "hello", new Sample());
        Contestant withArchive = new Contestant(event, with, ListInterfaces.NOTE, new Sample());
        Contestant withoutArchive = new Contestant(event, without, ListInterfaces.NOTE, new Sample());
        List<String> checking = checking(java, args[1], Path.of(args[2]));
        Sample checks = new Sample();
        for (int i = -WARM_UPS; i < runs; i++) {
            for (Contestant contestant : List.of(hello, withArchive, withoutArchive)) {
                long nanos = contestant.run();
                if (i >= 0) {
                    contestant.sample().add(nanos);
                }
            }
            String[] printed = Contestant.output(checking).strip().split(" ");
            if (i >= 0) {
                checks.add(Long.parseLong(printed[1]));
            }
        }

        double yardstick = hello.sample().medianMillis();
        Ratio first = new Ratio(withArchive.sample().medianMillis(), yardstick, LIMIT_WITH_ARCHIVE);
        Ratio second = new Ratio(withoutArchive.sample().medianMillis(), yardstick, LIMIT_WITHOUT_ARCHIVE);
        Ratio third =
                new Ratio(checks.medianMillis(), yardstick, Math.max(SHARE_OF_CHECKS, LIMIT_OF_CHECKS / yardstick));
        boolean holds = first.holds() && second.holds() && third.holds();
        System.out.println(
                "{\"benchmark\":\"one-shot\",\"runs\":" + hello.sample().size()
                        + ",\"hello\":{\"median_ms\":" + Ratio.decimal(yardstick) + "}"
                        + ",\"with_archive\":" + first.json()
                        + ",\"without_archive\":" + second.json()
                        + ",\"jar_checks\":" + third.json()
                        + ",\"holds\":" + holds + "}");
        System.exit(holds ? 0 : 1);
    }

    /** Checks the shipped jars in a JVM that starts as the launcher starts it, with the archive. */
    private static List<String> checking(String java, String jar, Path image) throws IOException {
        List<String> classPath = names(image.resolve("lib"), ".jar");
        classPath.add(jar); // behind what the archive was made of, or it would not be used
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:SharedArchiveFile=" + names(image.resolve("lib"), ".jsa").get(0),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseG1GC",
                "-Xms16m",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "-cp",
                String.join(":", classPath),
                JarChecks.class.getName()));
        String own = Path.of(jar).getFileName().toString();
        for (String plugin : names(image.resolve("plugins"), ".jar")) {
            if (!plugin.endsWith("/" + own)) {
                command.add(plugin);
            }
        }
        return command;
    }

    /** The files of a directory whose names end so, as a shell sorts them. */
    private static List<String> names(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
