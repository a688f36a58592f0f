package org.nethook.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one {@code nethook event} costs, with all plugins of an image and a call to libc, as a multiple of {@link Hello}.
 * The three contestants take turns, so that whatever else the machine does hits all of them.
 */
public final class OneShot {
    private static final double LIMIT_WITH_ARCHIVE = 4.0;
    private static final double LIMIT_WITHOUT_ARCHIVE = 6.5;
    private static final double LIMIT_OF_CHECKS_MILLIS = 10.0;
    private static final int WARM_UPS = 2;
    private static final int FEWEST_RUNS = 20;

    private OneShot() {}

    /**
     * Arguments: java, the benchmark's jar, an image that has this jar among its plugins and a class-data archive, and
     * the number of runs. Exits with 1 when a ratio is over its limit.
     */
    public static void main(String[] args) throws InterruptedException {
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

        Checks checks = checks(java, args[1], Path.of(args[2]), runs);
        double yardstick = hello.sample().medianMillis();
        Ratio first = new Ratio(withArchive.sample().medianMillis(), yardstick, LIMIT_WITH_ARCHIVE);
        Ratio second = new Ratio(withoutArchive.sample().medianMillis(), yardstick, LIMIT_WITHOUT_ARCHIVE);
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

    /**
     * What the checks of the jars cost, of such a start.
     *
     * @param jars how many jars
     * @param millis for all of them
     */
    private record Checks(int jars, double millis) {
        boolean holds() {
            return millis <= LIMIT_OF_CHECKS_MILLIS;
        }

        String json() {
            return "{\"jars\":" + jars + ",\"median_ms\":" + Ratio.decimal(millis) + ",\"limit_ms\":"
                    + Ratio.decimal(LIMIT_OF_CHECKS_MILLIS) + "}";
        }
    }

    /** In JVMs that start as the launcher starts them, without the archive, which would only make it less. */
    private static Checks checks(String java, String jar, Path image, int runs) throws InterruptedException {
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseG1GC",
                "-Xms16m",
                "-Xshare:auto",
                "-cp",
                image.resolve("lib") + "/*:" + jar,
                JarChecks.class.getName(),
                image.resolve("plugins").toString());
        Sample sample = new Sample();
        int jars = 0;
        for (int i = -WARM_UPS; i < runs; i++) {
            String[] printed = Contestant.output(command).strip().split(" ");
            jars = Integer.parseInt(printed[0]);
            if (i >= 0) {
                sample.add(Long.parseLong(printed[1]));
            }
        }
        return new Checks(jars, sample.medianMillis());
    }
}
