package org.nethook.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin that is compiled against the libraries of an image, as somebody else's would be. */
final class PluginJar {
    private PluginJar() {}

    /** Puts a plugin of one listener into the image's plugins; {@code body} is what its onEvent does, {@code resume} its resume. */
    static void write(Image image, String id, Path scratch, String body, String resume)
            throws IOException, InterruptedException {
        writeTo(image.home().resolve("plugins/" + id + ".jar"), image, id, scratch, body, resume);
    }

    /** The same, as this file. */
    static void writeTo(Path target, Image image, String id, Path scratch, String body, String resume)
            throws IOException, InterruptedException {
        Path source = scratch.resolve("Probe.java");
        Files.writeString(source, """
                import java.nio.file.Files;
                import java.nio.file.Path;
                import java.nio.file.StandardOpenOption;
                import java.time.Duration;
                import java.util.ArrayList;
                import java.util.List;
                import java.util.Optional;
                import org.nethook.api.InterfaceEventListener;
                import org.nethook.api.PluginContext;
                import org.nethook.api.Scheduler;
                import org.nethook.api.event.EventFilter;
                import org.nethook.api.event.EventType;
                import org.nethook.api.event.InterfaceEvent;
                import org.nethook.api.plan.InterfaceStep;
                import org.nethook.api.plan.Plan;
                import org.nethook.api.plan.Step;

                @org.pf4j.Extension
                public final class Probe implements InterfaceEventListener {
                    @Override
                    public EventFilter filter() {
                        return EventFilter.any();
                    }

                    @Override
                    public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                        %s
                    }

                    @Override
                    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
                        %s
                    }

                    private static void append(Path file, String text) throws java.io.IOException {
                        Files.writeString(file, text + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    }
                }
                """.formatted(body, resume));
        List<String> jars = new ArrayList<>();
        for (String name : image.names("lib")) {
            if (name.endsWith(".jar")) {
                jars.add(image.home().resolve("lib").resolve(name).toString());
            }
        }
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        Image.run(
                        List.of(
                                javac,
                                "--release",
                                "17",
                                "-proc:none",
                                "-cp",
                                String.join(":", jars),
                                "-d",
                                classes.toString(),
                                source.toString()),
                        scratch,
                        Map.of())
                .assertClean();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Nethook-Control", "*");
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new JarEntry("Probe.class"));
            jar.write(Files.readAllBytes(classes.resolve("Probe.class")));
            jar.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            jar.write("Probe\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
