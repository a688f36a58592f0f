package org.nethook.host.cli.plugins;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.Reconciler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.host.log.OneLine;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginWarning;
import org.nethook.host.plugin.grant.PermissionKey;

/** The plugins of a directory, for people and for programs. */
final class PluginListing {
    private final Path directory;
    private final LoadedPlugins loaded;

    PluginListing(Path directory, LoadedPlugins loaded) {
        this.directory = directory;
        this.loaded = loaded;
    }

    void print(PrintStream out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"PLUGIN", "VERSION", "EVENTS", "COMMANDS", "RECONCILES", "JAR"});
        for (LoadedPlugin plugin : loaded.plugins()) {
            List<String> events = new ArrayList<>(events(plugin));
            List<String> commands = new ArrayList<>();
            for (HostCommand command : plugin.commands()) {
                commands.add(command.name());
            }
            rows.add(new String[] {
                plugin.id(),
                plugin.version(),
                joined(events),
                joined(commands),
                plugin.reconcilers().isEmpty() ? "-" : "yes",
                name(plugin.jar())
            });
        }
        if (loaded.plugins().isEmpty()) {
            out.println("no plugins in " + directory);
        } else {
            printTable(rows, out);
            for (LoadedPlugin plugin : loaded.plugins()) {
                printAbout(plugin, out);
            }
        }
        for (PluginProblem problem : loaded.problems()) {
            out.println("not loaded: " + OneLine.of(name(problem.jar()) + ": " + problem.reason()));
        }
        for (PluginWarning warning : loaded.warnings()) {
            out.println("warning: "
                    + OneLine.of(name(warning.jar()) + ": plugin " + warning.pluginId() + ": " + warning.text()));
        }
        for (Path file : loaded.ignored()) {
            out.println("ignored: " + OneLine.of(name(file)) + ": not a jar");
        }
    }

    private static void printAbout(LoadedPlugin plugin, PrintStream out) {
        LoadedPlugin.About about = plugin.about();
        StringBuilder line = new StringBuilder(plugin.id()).append(": ");
        if (!about.description().isEmpty()) {
            line.append(about.description()).append("; ");
        }
        line.append("provider ")
                .append(orDash(about.provider()))
                .append(", license ")
                .append(orDash(about.license()))
                .append(", requires nethook ")
                .append(about.requires());
        for (PermissionKey key : PermissionKey.values()) {
            List<String> declared = plugin.grants().texts(key);
            if (!declared.isEmpty()) {
                line.append("; ").append(key.meaning()).append(": ").append(String.join(", ", declared));
            }
        }
        out.println(OneLine.of(line.toString()));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static void printTable(List<String[]> rows, PrintStream out) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    void writeJson(PrintStream out) throws IOException {
        JsonGenerator json = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("directory", directory.toString());
        json.writeArrayFieldStart("plugins");
        for (LoadedPlugin plugin : loaded.plugins()) {
            write(json, plugin);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (PluginProblem problem : loaded.problems()) {
            json.writeStartObject();
            json.writeStringField("jar", name(problem.jar()));
            json.writeStringField("reason", problem.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (PluginWarning warning : loaded.warnings()) {
            json.writeStartObject();
            json.writeStringField("jar", name(warning.jar()));
            json.writeStringField("plugin", warning.pluginId());
            json.writeStringField("text", warning.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        List<String> ignored = new ArrayList<>();
        for (Path file : loaded.ignored()) {
            ignored.add(name(file));
        }
        write(json, "ignored", ignored);
        json.writeEndObject();
        json.close();
        out.println();
    }

    private static void write(JsonGenerator json, LoadedPlugin plugin) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", plugin.id());
        json.writeStringField("version", plugin.version());
        json.writeStringField("description", plugin.description());
        json.writeStringField("provider", plugin.about().provider());
        json.writeStringField("license", plugin.about().license());
        json.writeStringField("requires", plugin.about().requires());
        json.writeStringField("jar", name(plugin.jar()));
        json.writeArrayFieldStart("listeners");
        for (InterfaceEventListener listener : plugin.listeners()) {
            json.writeStartObject();
            json.writeStringField("class", listener.getClass().getName());
            json.writeNumberField("order", listener.order());
            write(json, "events", names(listener.filter()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("commands");
        for (HostCommand command : plugin.commands()) {
            json.writeStartObject();
            json.writeStringField("name", command.name());
            json.writeStringField("arguments", command.arguments());
            json.writeStringField("summary", command.summary());
            json.writeEndObject();
        }
        json.writeEndArray();
        List<String> reconcilers = new ArrayList<>();
        for (Reconciler reconciler : plugin.reconcilers()) {
            reconcilers.add(reconciler.getClass().getName());
        }
        write(json, "reconcilers", reconcilers);
        json.writeObjectFieldStart("permissions");
        for (PermissionKey key : PermissionKey.values()) {
            write(json, key.key(), plugin.grants().texts(key));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static TreeSet<String> events(LoadedPlugin plugin) {
        TreeSet<String> names = new TreeSet<>();
        for (InterfaceEventListener listener : plugin.listeners()) {
            names.addAll(names(listener.filter()));
        }
        return names;
    }

    /** The wanted types; {@code *} for all. */
    private static List<String> names(EventFilter filter) {
        TreeSet<String> names = new TreeSet<>();
        for (EventType type : filter.types()) {
            names.add(type.name());
        }
        return filter.types().isEmpty() ? List.of("*") : new ArrayList<>(names);
    }

    private static String joined(List<String> values) {
        return values.isEmpty() ? "-" : String.join(",", values);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
