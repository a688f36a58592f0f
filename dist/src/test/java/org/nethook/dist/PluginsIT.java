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
                List.of("dhcp-info", "dns-info", "hyperv-vf", "ip-injection"),
                listing.get("plugins").findValuesAsText("id"));
        assertTrue(listing.get("problems").isEmpty());
    }

    @Test
    @Tag("E6")
    void shouldLoadTheOthersWhenAJarCannotBeUsed() throws IOException, InterruptedException {
        Files.writeString(image.home().resolve("plugins/broken.jar"), "no jar");

        JsonNode listing = JSON.readTree(
                image.nethook("plugins", "list", "--json").assertClean().out());

        assertEquals(4, listing.get("plugins").size());
        assertEquals(List.of("broken.jar"), listing.get("problems").findValuesAsText("jar"));
    }

    @Test
    void shouldKeepWhatAPluginPrintsOutOfTheAnswer() throws IOException, InterruptedException {
        Path jar = probe("System.out.println(\"{\");");

        Outcome verified = image.nethook("plugins", "verify", "--json", jar.toString());

        assertEquals(0, verified.status(), verified.err());
        assertTrue(JSON.readTree(verified.out()).get("good").asBoolean());
        assertTrue(verified.err().startsWith("{\n"), verified.err());
    }

    @Test
    @Tag("E5")
    void shouldNotCallAPluginGoodThatEndsTheProcess() throws IOException, InterruptedException {
        Path jar = probe("Runtime.class.getMethod(\"exit\", int.class).invoke(Runtime.getRuntime(), 0);");

        image.nethook("plugins", "verify", jar.toString())
                .assertRefused(
                        65, "nethook: probe.jar: not good: its code ended this process, or somebody interrupted it");
    }

    private Path probe(String onEvent) throws IOException, InterruptedException {
        Path jar = temporary.resolve("probe.jar");
        PluginJar.writeTo(jar, image, "probe", temporary, onEvent, "return Optional.empty();");
        return jar;
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
                    scripts.resolve(name),
                    image.home().resolve("libexec/hyperv").resolve(name));
        }

        assertEquals("Enabled\n", script(scripts, "hv_get_dhcp_info", "hn1"));
        assertEquals("Disabled\n", script(scripts, "hv_get_dhcp_info", "hn0"));
        assertEquals("10.0.0.53\n", script(scripts, "hv_get_dns_info"));
    }

    @Test
    void shouldLeaveAnInterfaceNameAsItIs() throws IOException, InterruptedException {
        Path script = image.home().resolve("libexec/hyperv/hv_get_dhcp_info");

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
}
