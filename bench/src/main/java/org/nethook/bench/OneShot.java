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
 * The three contestants take turns, so that whatever else the machine does hits all of them.
 */
public final class OneShot {
    private static final double LIMIT_WITH_ARCHIVE = 4.0;
    private static final double LIMIT_WITHOUT_ARCHIVE = 6.5;
    /** 10 ms where hello takes 40. */
    private static final double LIMIT_OF_CHECKS = 0.25;

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
        for (int i = -WARM_UPS; i < runs; i++) {
            for (Contestant contestant : List.of(hello, withArchive, withoutArchive)) {
                long nanos = contestant.run();
                if (i >= 0) {
                    contestant.sample().add(nanos);
                }
            }
        }

        double yardstick = hello.sample().medianMillis();
        Ratio first = new Ratio(withArchive.sample().medianMillis(), yardstick, LIMIT_WITH_ARCHIVE);
        Ratio second = new Ratio(withoutArchive.sample().medianMillis(), yardstick, LIMIT_WITHOUT_ARCHIVE);
        Ratio checks = new Ratio(checks(java, args[1], Path.of(args[2]), runs), yardstick, LIMIT_OF_CHECKS);
        boolean holds = first.holds() && second.holds() && checks.holds();
        System.out.println(
                "{\"benchmark\":\"one-shot\",\"runs\":" + hello.sample().size()
                        + ",\"hello\":{\"median_ms\":" + Ratio.decimal(yardstick) + "}"
                        + ",\"with_archive\":" + first.json()
                        + ",\"without_archive\":" + second.json()
                        + ",\"jar_checks\":" + checks.json()
                        + ",\"holds\":" + holds + "}");
        System.exit(holds ? 0 : 1);
    }

    /** Milliseconds of CPU that reading and checking all jars takes, in JVMs that start as the launcher starts them, with the archive. */
    private static double checks(String java, String jar, Path image, int runs)
            throws InterruptedException, IOException {
        List<String> classPath = names(image.resolve("lib"), ".jar");
        classPath.add(jar); // behind what the archive was made of, or it would not be used
        List<String> command = List.of(
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
                JarChecks.class.getName(),
                image.resolve("plugins").toString());
        Sample sample = new Sample();
        for (int i = -WARM_UPS; i < runs; i++) {
            String[] printed = Contestant.output(command).strip().split(" ");
            if (i >= 0) {
                sample.add(Long.parseLong(printed[1]));
            }
        }
        return sample.medianMillis();
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
