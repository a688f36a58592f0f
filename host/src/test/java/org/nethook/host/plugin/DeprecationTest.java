package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.cli.plugins.PluginsCommand;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.trust.TrustPolicy;
import picocli.CommandLine;

/** What a host says of plugins that use what the API will not have for ever. The lists are made up. */
class DeprecationTest {
    private static final Path LISTS = Path.of("..", "plugin-api", "api");
    private static final String REPORT = " org/nethook/api/PluginContext report ()Lorg/nethook/api/Reporter;";

    @TempDir
    Path directory;

    private LoadedPlugins load(String... endings) throws Exception {
        ApiDescription api = ApiDescription.parse("0.3.0", Files.readAllLines(LISTS.resolve("0.1.0.txt")));
        api.end(List.of(endings));
        try (PluginSet set = PluginLoader.load(directory, TrustPolicy.FILES, null, api)) {
            return set.plugins();
        }
    }

    private static List<String> warnings(LoadedPlugins loaded) {
        return loaded.warnings().stream().map(PluginWarning::toString).toList();
    }

    private static List<String> problems(LoadedPlugins loaded) {
        return loaded.problems().stream().map(PluginProblem::toString).toList();
    }

    private Path watcher(String onEvent) throws Exception {
        plugin("other").listener("Other", "").write(directory, "other.jar");
        return plugin("watch").listener("Watch", onEvent).write(directory, "watch.jar");
    }

    private static List<String> ids(LoadedPlugins loaded) {
        return loaded.plugins().stream().map(LoadedPlugin::id).toList();
    }

    @Test
    void shouldLoadAPluginThatUsesWhatIsDeprecatedAndSayWhatItUses() throws Exception {
        Path jar = watcher("context.report().note(\"\");");
        LoadedPlugins loaded = load("DEPRECATED 0.2.0" + REPORT + " # use PluginContext.journal()");
        assertEquals(List.of("other", "watch"), ids(loaded));
        assertEquals(
                List.of(jar + ": plugin watch: example.Watch uses PluginContext.report(), which is deprecated since"
                        + " nethook 0.2.0: use PluginContext.journal(); it is refused one version after it is deprecated"
                        + " for removal, which it is not yet"),
                warnings(loaded));
    }

    @Test
    void shouldSayWhenTheNextVersionRefusesItAndHowMuchElseThereIs() throws Exception {
        Path jar = watcher("context.report().note(context.netif().toString());");
        LoadedPlugins loaded =
                load("LAST 0.3.0" + REPORT, "DEPRECATED 0.3.0 org/nethook/api/Reporter note (Ljava/lang/String;)V");
        assertEquals(List.of("other", "watch"), ids(loaded));
        assertEquals(
                List.of(jar
                        + ": plugin watch: example.Watch uses PluginContext.report(), which is deprecated for removal"
                        + " since nethook 0.3.0; the next version refuses it; and 1 more such, \"nethook plugins verify\""
                        + " names all"),
                warnings(loaded));
    }

    @Test
    void shouldRefuseAPluginThatUsesWhatWasToBeRemovedByNow() throws Exception {
        Path jar = watcher("context.report().note(\"\");");
        LoadedPlugins loaded = load("REFUSED 0.2.0" + REPORT + " # use PluginContext.journal()");
        assertEquals(List.of("other"), ids(loaded));
        assertEquals(List.of(), warnings(loaded));
        assertEquals(
                List.of(jar + ": not loaded: example.Watch uses PluginContext.report(), which is deprecated for removal"
                        + " since nethook 0.2.0: use PluginContext.journal(); it is refused from this version on"),
                problems(loaded));
    }

    /** Else it would fail with a NoSuchMethodError in the middle of an event. */
    @Test
    void shouldRefuseAPluginThatUsesAMemberThatIsGone() throws Exception {
        plugin("other").listener("Other", "").write(directory, "other.jar");
        Path jar = plugin("watch")
                .listener("Watch", "context.report().note(\"\");")
                .naming("report", "tattle")
                .write(directory, "watch.jar");
        LoadedPlugins loaded =
                load("GONE 0.3.0 org/nethook/api/PluginContext tattle ()Lorg/nethook/api/Reporter; # use report()");
        assertEquals(List.of("other"), ids(loaded));
        assertEquals(
                List.of(jar + ": not loaded: example.Watch uses PluginContext.tattle(), which is gone since nethook"
                        + " 0.3.0: use report()"),
                problems(loaded));
    }

    @Test
    void shouldRefuseAPluginThatUsesATypeThatIsGoneOnceForAllItsMembers() throws Exception {
        Path jar = plugin("watch")
                .listener("Watch", "context.report().note(\"\");")
                .naming("org/nethook/api/Reporter", "org/nethook/api/Tattlers")
                .write(directory, "watch.jar");
        assertEquals(
                List.of(jar + ": not loaded: example.Watch uses org.nethook.api.Tattlers, which is gone since nethook"
                        + " 0.2.0"),
                problems(load("GONE 0.2.0 org/nethook/api/Tattlers")));
    }

    /** It names its own class, which has the method from the API. */
    @Test
    void shouldFindWhatAClassOfThePluginInherits() throws Exception {
        Path jar = plugin("watch").listener("Watch", "this.order();").write(directory, "watch.jar");
        assertEquals(
                List.of(jar
                        + ": plugin watch: example.Watch uses Watch.order(), which is deprecated since nethook 0.2.0;"
                        + " it is refused one version after it is deprecated for removal, which it is not yet"),
                warnings(load("DEPRECATED 0.2.0 org/nethook/api/InterfaceEventListener order ()I")));
    }

    @Test
    void shouldSayNothingOfWhoeverUsesNoneOfIt() throws Exception {
        watcher("context.report().note(\"\");");
        LoadedPlugins loaded = load("GONE 0.2.0 org/nethook/api/Tattlers", "LAST 0.2.0 org/nethook/api/Fact");
        assertEquals(List.of("other", "watch"), ids(loaded));
        assertEquals(List.of(), warnings(loaded));
        assertEquals(List.of(), problems(loaded));
    }

    @Test
    void shouldListTheWarning() throws Exception {
        watcher("context.report().note(\"\");");
        LoadedPlugins loaded = load("LAST 0.3.0" + REPORT);
        String warning =
                "example.Watch uses PluginContext.report(), which is deprecated for removal since nethook 0.3.0;"
                        + " the next version refuses it";
        assertEquals(
                1,
                lines(loaded)
                        .filter(("warning: watch.jar: plugin watch: " + warning)::equals)
                        .count());
        assertEquals(
                1,
                lines(loaded, "--json").filter(line -> line.contains(warning)).count());
    }

    private Stream<String> lines(LoadedPlugins loaded, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLine command = new CommandLine(
                new PluginsCommand(directory, loaded, new PrintStream(out, true, StandardCharsets.UTF_8)));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "list";
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertEquals(0, command.execute(arguments));
        return out.toString(StandardCharsets.UTF_8).lines();
    }
}
