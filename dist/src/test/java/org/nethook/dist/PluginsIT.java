package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins of the image, at work in it. */
class PluginsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    private Image image;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
    }

    @Test
    void shouldLoadAllOfThem() throws IOException, InterruptedException {
        JsonNode listing = JSON.readTree(
                image.nethook("plugins", "list", "--json").assertClean().out());

        assertEquals(
                List.of("dhcp-info", "dns-info", "hyperv-vf"),
                listing.get("plugins").findValuesAsText("id"));
        assertTrue(listing.get("problems").isEmpty());
    }

    @Test
    @Tag("E6")
    void shouldLoadTheOthersWhenAJarCannotBeUsed() throws IOException, InterruptedException {
        Files.writeString(image.home().resolve("plugins/broken.jar"), "no jar");

        JsonNode listing = JSON.readTree(
                image.nethook("plugins", "list", "--json").assertClean().out());

        assertEquals(3, listing.get("plugins").size());
        assertEquals(List.of("broken.jar"), listing.get("problems").findValuesAsText("jar"));
    }

    @Test
    @Tag("B4")
    @Tag("B6")
    void shouldKeepAGuestOnlineThroughALiveMigration() throws IOException, InterruptedException {
        JsonNode summary = summaryOfLiveMigration();

        JsonNode lagg = named(summary, "lagg0");
        assertEquals(0, summary.get("outage_ms").asInt());
        assertEquals(List.of("hn0", "mlxen1"), lagg.get("lagg").get("ports").findValuesAsText("name"));
        assertEquals("failover", lagg.get("lagg").get("protocol").asText());
        assertTrue(lagg.get("addresses").toString().contains("\"10.0.0.4/24\""));
        assertEquals("[]", named(summary, "hn0").get("addresses").toString());
        List<String> defaults = new ArrayList<>();
        for (JsonNode route : summary.get("routes")) {
            if (route.get("destination").asText().equals("0.0.0.0/0")) {
                defaults.add(route.get("gateway").asText() + " "
                        + route.get("interface").asText());
            }
        }
        assertEquals(List.of("10.0.0.1 lagg0"), defaults);
    }

    @Test
    void shouldDoNothingOnceHypervVfIsMovedAway() throws IOException, InterruptedException {
        String jar = image.names("plugins").stream()
                .filter(name -> name.startsWith("hyperv-vf"))
                .findFirst()
                .orElseThrow();
        Files.move(image.home().resolve("plugins").resolve(jar), temporary.resolve(jar));

        JsonNode summary = summaryOfLiveMigration();

        assertTrue(summary.get("interfaces").findValues("lagg").isEmpty());
        assertTrue(named(summary, "hn0").get("addresses").toString().contains("\"10.0.0.4/24\""));
    }

    @Test
    @Tag("A1")
    void shouldReplayEveryExampleTheSameEachTime() throws IOException, InterruptedException {
        for (String name : image.names("share/examples")) {
            String example =
                    image.home().resolve("share/examples").resolve(name).toString();
            if (name.endsWith(".conf") || name.endsWith(".lines")) {
                String[] command = name.endsWith(".conf")
                        ? new String[] {"replay", example}
                        : new String[] {"replay", "--lines", example};
                String first = image.nethook(command).assertClean().out();
                assertEquals(first, image.nethook(command).assertClean().out(), name);
            }
        }
    }

    @Test
    @Tag("C1")
    void shouldAnswerHvKvpDaemonThroughLinksToTheScripts() throws IOException, InterruptedException {
        Path rcConf = Files.writeString(temporary.resolve("rc.conf"), "ifconfig_hn1=\"DHCP\"\nifconfig_hn0=\"up\"\n");
        Path resolvConf = Files.writeString(temporary.resolve("resolv.conf"), "nameserver 10.0.0.53\n");
        Files.writeString(
                image.home().resolve("etc/nethook.conf"),
                "system.rc-conf = [\"" + rcConf + "\"]\nplugins.dns-info.resolv-conf = \"" + resolvConf + "\"\n");
        Path scripts = Files.createDirectory(temporary.resolve("hyperv"));
        for (String name : List.of("hv_get_dhcp_info", "hv_get_dns_info")) {
            Files.createSymbolicLink(
                    scripts.resolve(name), image.home().resolve("libexec").resolve(name));
        }

        assertEquals("Enabled\n", script(scripts, "hv_get_dhcp_info", "hn1"));
        assertEquals("Disabled\n", script(scripts, "hv_get_dhcp_info", "hn0"));
        assertEquals("10.0.0.53\n", script(scripts, "hv_get_dns_info"));
    }

    @Test
    void shouldLeaveAnInterfaceNameAsItIs() throws IOException, InterruptedException {
        Path script = image.home().resolve("libexec/hv_get_dhcp_info");

        Outcome outcome = Image.run(List.of("sh", script.toString(), "hn0; echo $HOME *"), temporary, Map.of());

        assertEquals(64, outcome.status());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count());
    }

    private String script(Path directory, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh"));
        words.add(directory.resolve(command[0]).toString());
        words.addAll(List.of(command).subList(1, command.length));
        return Image.run(words, Path.of("/"), Map.of()).assertClean().out();
    }

    private JsonNode summaryOfLiveMigration() throws IOException, InterruptedException {
        String example =
                image.home().resolve("share/examples/live-migration.conf").toString();
        List<String> lines =
                image.nethook("replay", "--json", example).assertClean().lines();
        JsonNode summary = JSON.readTree(lines.get(lines.size() - 1));
        assertEquals("summary", summary.get("kind").asText());
        return summary;
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
