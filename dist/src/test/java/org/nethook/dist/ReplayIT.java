package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.host.cli.Main;

/** The examples of the image, replayed by it. */
class ReplayIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Image IMAGE = Image.built();
    private static final String LIVE_MIGRATION = example("live-migration.conf");
    private static final String LINES = example("freebsd-devctl.lines");
    /** What each command printed when it ran first; the tests look at the same runs from different sides. */
    private static final Map<List<String>, String> FIRST_RUNS = new HashMap<>();

    @Test
    @Tag("B4")
    @Tag("B6")
    void shouldKeepAGuestOnlineThroughALiveMigration() throws IOException, InterruptedException {
        JsonNode summary = summary(firstRun("replay", "--json", LIVE_MIGRATION));

        JsonNode lagg = named(summary, "lagg0");
        assertEquals("0", summary.get("outage_ms").toString());
        assertEquals(List.of("hn0", "mlxen1"), lagg.get("lagg").get("ports").findValuesAsText("name"));
        assertEquals("failover", lagg.get("lagg").get("protocol").asText());
        assertTrue(lagg.get("addresses").toString().contains("\"10.0.0.4/24\""));
        assertEquals("[]", named(summary, "hn0").get("addresses").toString());
        assertEquals(List.of("10.0.0.1 lagg0"), defaultRoutes(summary));
    }

    @Test
    @Tag("A6")
    @Timeout(60)
    void shouldWorkOnceForEachStateThatAStormSettlesIn() throws IOException, InterruptedException {
        String out = firstRun("replay", "--json", example("migration-storm.conf"));
        int plans = 0;
        int flaps = 0;
        for (String line : out.lines().toList()) {
            JsonNode told = JSON.readTree(line);
            plans += told.get("kind").asText().equals("plan") ? 1 : 0;
            flaps += told.path("type").asText().equals("IFATTACH")
                            && told.path("subsystem").asText().startsWith("mlxen")
                    ? 1
                    : 0;
        }
        assertEquals(901, flaps);
        assertEquals(
                12, plans); // twice in each of five rounds, at the end, and once when the DHCP client has its lease
        JsonNode summary = summary(out);
        assertEquals(
                List.of("hn0", "mlxen0"),
                named(summary, "lagg0").get("lagg").get("ports").findValuesAsText("name"));
        assertEquals("0", summary.get("outage_ms").toString());
        assertEquals(List.of("10.0.0.1 lagg0"), defaultRoutes(summary));
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    @Tag("C6")
    void shouldAnswerForTheLaggTheVfAndTheirHn() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("replay", "--color=never", LIVE_MIGRATION));
        for (String asked : List.of("hn0", "lagg0", "mlxen1", "mlxen0", "hn0 --json")) {
            command.addAll(List.of("--then", "run dhcp-info " + asked));
        }
        command.addAll(List.of("--then", "run dns-info"));
        String out = IMAGE.nethook(command.toArray(new String[0])).assertClean().out();
        String json = "{'interface':'hn0','answered_for':'hn0','dhcp':true,'synchronous':false,'configuration':'DHCP',"
                + "'undecided':null,'clients':[{'interface':'lagg0','pid':501}],'lease':{'interface':'lagg0',"
                + "'address':'10.0.0.4/24','in_use':true,'server':null,'routers':['10.0.0.1'],'name_servers':[],"
                + "'domains':[],'renew':null,'expire':null,'expired':null}}";
        assertEquals(
                """
                $ nethook run dhcp-info hn0
                Enabled

                $ nethook run dhcp-info lagg0
                Enabled

                $ nethook run dhcp-info mlxen1
                Enabled

                $ nethook run dhcp-info mlxen0
                Enabled

                $ nethook run dhcp-info hn0 --json
                """ + json.replace('\'', '"') + "\n\n$ nethook run dns-info\n",
                out.substring(out.indexOf("$ nethook run")));
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    @Tag("C6")
    void shouldKeepTheAnswersOfTwoPairsApart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("replay", "--color=never", example("two-vfs.conf")));
        List<String> dhcp = List.of("hn0", "mce1", "lagg0");
        List<String> fixed = List.of("hn1", "mce10", "lagg1");
        StringBuilder expected = new StringBuilder();
        for (String asked : Stream.concat(dhcp.stream(), fixed.stream()).toList()) {
            command.addAll(List.of("--then", "run dhcp-info " + asked));
            expected.append("\n$ nethook run dhcp-info ").append(asked).append('\n');
            expected.append(dhcp.contains(asked) ? "Enabled\n" : "Disabled\n");
        }
        String out = IMAGE.nethook(command.toArray(new String[0])).assertClean().out();
        assertEquals(expected.toString(), out.substring(out.indexOf("\n$ nethook run")));
    }

    @Test
    @Tag("B4")
    void shouldDoNothingOnceHypervVfIsMovedAway(@TempDir Path temporary) throws IOException, InterruptedException {
        Image image = IMAGE.copyTo(temporary.resolve("image"));
        String jar = image.names("plugins").stream()
                .filter(name -> name.startsWith("hyperv-vf"))
                .findFirst()
                .orElseThrow();
        Files.move(image.home().resolve("plugins").resolve(jar), temporary.resolve(jar));

        JsonNode summary = summary(
                image.nethook("replay", "--json", LIVE_MIGRATION).assertClean().out());

        assertTrue(summary.get("interfaces").findValues("lagg").isEmpty());
        assertTrue(named(summary, "hn0").get("addresses").toString().contains("\"10.0.0.4/24\""));
        assertEquals(List.of("10.0.0.1 hn0"), defaultRoutes(summary));
    }

    /** The operator's own command, on what the plugin of the image made: the hn is as it was, and its client is started once. */
    @ParameterizedTest
    @ValueSource(strings = {"live-migration.conf", "static-address.conf"})
    @Tag("B16")
    void shouldGiveTheHnBackAndTakeItUpAgain(String name) throws IOException, InterruptedException {
        String[] replay = {"replay", "--color=never", example(name), "--then", "release --yes hn0"};
        String released = then(replay, "netif show hn0");
        String address = name.startsWith("static") ? "192.168.7.20/24" : "10.0.0.4/24";
        assertEquals(List.of(address), words(released, "  addresses "), released);
        assertEquals(name.startsWith("static") ? 0 : 1, released.split(" ok +start dhclient on hn0", -1).length - 1);
        assertEquals(1, released.split(" ok +destroy lagg0", -1).length - 1, released);

        String takenUp = then(replay, "release --undo --yes hn0", "netif show lagg0");
        assertEquals(List.of(address), words(takenUp, "  addresses "), takenUp);
        assertTrue(takenUp.contains("lagg0"), takenUp);
    }

    /** An alarm that is over is no alarm any more. */
    @Test
    @Tag("B3")
    void shouldShowNoAlarmAfterTheAllClear() throws IOException, InterruptedException {
        String[] replay = {"replay", "--color=never", example("unused-vf.conf")};
        String status = then(replay, "status");
        assertTrue(status.contains("\nalarms     none\n"), status);
        assertTrue(status.contains("ALARM  hyperv-vf: VF mlxen0 of hn0 has carried no traffic"), status);
    }

    private String then(String[] replay, String... commands) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(replay));
        for (String command : commands) {
            words.addAll(List.of("--then", command));
        }
        String out = IMAGE.nethook(words.toArray(new String[0])).assertClean().out();
        return out.substring(out.indexOf("$ nethook"));
    }

    /** The first word after this, of each line that begins so. */
    private static List<String> words(String out, String begin) {
        return out.lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()).strip().split(" ")[0])
                .toList();
    }

    static List<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String name : IMAGE.names("share/examples")) {
            List<String> what = name.endsWith(".conf")
                    ? List.of(example(name))
                    : name.endsWith(".lines") ? List.of("--lines", example(name)) : List.of();
            // one form of the storm will do: it is long, and the others show the other form
            List<String> forms = name.contains("storm") ? List.of("--json") : List.of("--color=never", "--json");
            for (String option : what.isEmpty() ? List.<String>of() : forms) {
                List<String> command = new ArrayList<>(List.of("replay", option));
                command.addAll(what);
                commands.add(command);
            }
        }
        assertTrue(commands.size() >= 14, commands.toString());
        return commands;
    }

    /** Once by the image's own process; again by a JVM that has other hash seeds and has run other scenarios before. */
    @ParameterizedTest
    @Tag("A1")
    @MethodSource("commands")
    void shouldReplayTheSameByteForByte(List<String> command) throws IOException, InterruptedException {
        String first = firstRun(command.toArray(new String[0]));

        List<String> again = new ArrayList<>(command);
        again.addAll(List.of("--plugins", IMAGE.home().resolve("plugins").toString()));
        again.addAll(
                List.of("--config", IMAGE.home().resolve("etc/nethook.conf").toString()));
        assertTrue(first.length() > 500, first);
        assertEquals(first, runHere(again));
    }

    @Test
    void shouldAccountForEveryRecordedLine() throws IOException, InterruptedException {
        List<String> recorded = Files.readAllLines(Path.of(LINES), StandardCharsets.ISO_8859_1);
        long comments = recorded.stream()
                .filter(line -> line.isEmpty() || line.startsWith("#"))
                .count();

        JsonNode lines = summary(firstRun("replay", "--json", "--lines", LINES)).get("lines");

        assertEquals(recorded.size(), lines.get("read").asInt());
        assertEquals(comments, lines.get("comments").asInt());
        assertEquals(
                recorded.size() - comments,
                lines.get("events").asInt() + lines.get("malformed").size());
        assertEquals(0, lines.get("malformed").size(), "a kernel wrote them all");
        assertTrue(lines.get("unwanted").asInt() < lines.get("events").asInt(), "some plugin wanted some");
    }

    private static String example(String name) {
        return IMAGE.home().resolve("share/examples").resolve(name).toString();
    }

    private static String firstRun(String... command) throws IOException, InterruptedException {
        List<String> key = Arrays.asList(command);
        String out = FIRST_RUNS.get(key);
        if (out == null) {
            out = IMAGE.nethook(command).assertClean().out();
            FIRST_RUNS.put(key, out);
        }
        return out;
    }

    private static String runHere(List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                command.toArray(new String[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8))
                .assertClean()
                .out();
    }

    private static JsonNode summary(String out) throws IOException {
        List<String> lines = out.lines().toList();
        JsonNode summary = JSON.readTree(lines.get(lines.size() - 1));
        assertEquals("summary", summary.get("kind").asText());
        return summary;
    }

    private static List<String> defaultRoutes(JsonNode summary) {
        List<String> defaults = new ArrayList<>();
        for (JsonNode route : summary.get("routes")) {
            if (route.get("destination").asText().equals("0.0.0.0/0")) {
                defaults.add(route.get("gateway").asText() + " "
                        + route.get("interface").asText());
            }
        }
        return defaults;
    }

    private static JsonNode named(JsonNode summary, String ifName) {
        for (JsonNode netif : summary.get("interfaces")) {
            if (netif.get("name").asText().equals(ifName)) {
                return netif;
            }
        }
        throw new AssertionError("no " + ifName + " in " + summary);
    }
}
