package org.nethook.host.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.nethook.api.Extension;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;

/** Makes a real plugin jar: compiles its sources, writes its manifest and its index. */
public final class PluginJarBuilder {
    private final Manifest manifest = new Manifest();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> index = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private boolean withIndex = true;
    private boolean withProcessor;

    /** A jar whose manifest has this id and version 1.0.0. */
    public static PluginJarBuilder plugin(String id) {
        return new PluginJarBuilder().manifest("Plugin-Id", id).manifest("Plugin-Version", "1.0.0");
    }

    /** A jar with an empty manifest. */
    public PluginJarBuilder() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    public PluginJarBuilder manifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** A class in package {@code example} that the index does not name. */
    public PluginJarBuilder type(String name, String body) {
        sources.put(
                "example." + name,
                "package example;\nimport java.util.*;\nimport org.nethook.api.*;\nimport org.nethook.api.event.*;\n"
                        + body);
        return this;
    }

    /** A class in package {@code example} that the index names. */
    public PluginJarBuilder extension(String name, String body) {
        index.add("example." + name);
        return type(name, body);
    }

    /** A listener of VF_UP whose onEvent has this body. */
    public PluginJarBuilder listener(String name, String onEvent) {
        return extension(
                name,
                "@org.pf4j.Extension public class " + name + " implements InterfaceEventListener {\n"
                        + "  public EventFilter filter() { return EventFilter.of(EventType.VF_UP); }\n"
                        + "  public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {"
                        + onEvent
                        + "}\n}");
    }

    /** A command of this name whose run has this body. */
    public PluginJarBuilder command(String className, String name, String run) {
        return extension(
                className,
                "@org.pf4j.Extension public class " + className + " implements HostCommand {\n"
                        + "  public String name() { return \"" + name + "\"; }\n"
                        + "  public String arguments() { return \"IFNAME\"; }\n"
                        + "  public String summary() { return \"Does " + name + ".\"; }\n"
                        + "  public int run(List<String> arguments, java.io.PrintStream out, PluginContext context)"
                        + " throws Exception {" + run + "}\n}");
    }

    /** Names a class in the index that is not in the jar. */
    public PluginJarBuilder indexed(String className) {
        index.add(className);
        return this;
    }

    /** Compiles a class but leaves it out of the jar. */
    public PluginJarBuilder without(String name) {
        leftOut.add("example/" + name + ".class");
        return this;
    }

    /** Any other entry. */
    public PluginJarBuilder entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Has its compiled classes name this instead, as if compiled against another API; of the same length. */
    public PluginJarBuilder naming(String from, String to) {
        if (from.length() != to.length()) {
            throw new IllegalArgumentException(from + " is not as long as " + to);
        }
        renamed.put(from, to);
        return this;
    }

    public PluginJarBuilder withoutIndex() {
        withIndex = false;
        return this;
    }

    /** Lets pf4j's annotation processor write the index. */
    public PluginJarBuilder withProcessor() {
        withProcessor = true;
        withIndex = false;
        return this;
    }

    /** Writes the jar and returns where it is. */
    public Path write(Path directory, String fileName) throws IOException {
        Path classes = Files.createTempDirectory("classes");
        if (!sources.isEmpty()) {
            compile(classes);
        }
        Path jar = directory.resolve(fileName);
        try {
            pack(classes, jar);
        } finally {
            delete(classes);
        }
        return jar;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString();
                if (!leftOut.contains(name)) {
                    put(out, name, patched(Files.readAllBytes(path)));
                }
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
            if (withIndex) {
                put(
                        out,
                        "META-INF/extensions.idx",
                        ("# made by a test\n" + String.join("\n", index) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private byte[] patched(byte[] classFile) {
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> each : renamed.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String libraries = String.join(":", place(Extension.class), place(ExtensionPoint.class), place(Logger.class));
        List<String> options = new ArrayList<>(
                List.of("-d", classes.toString(), "-cp", libraries, "--release", "17", "-XDstringConcat=inline"));
        options.addAll(
                withProcessor
                        ? List.of("-processor", "org.pf4j.processor.ExtensionAnnotationProcessor")
                        : List.of("-proc:none"));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        StringWriter messages = new StringWriter();
        if (!compiler.getTask(messages, null, null, options, null, units).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
