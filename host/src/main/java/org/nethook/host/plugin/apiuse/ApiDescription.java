package org.nethook.host.plugin.apiuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a plugin can name of one version of nethook, as {@code share/api/VERSION.txt} of the image lists it. */
public final class ApiDescription {
    /** The packages that it lists. */
    public static final String API = "org/nethook/api/";

    /** The flag of what an earlier version had. */
    private static final String GONE = "gone";

    /**
     * A type.
     *
     * @param flags public, abstract, deprecated and so on
     * @param supertypes its superclass and interfaces, listed or not
     * @param members by name and descriptor their flags
     */
    record Type(List<String> flags, List<String> supertypes, Map<String, List<String>> members) {}

    private final String version;
    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Ending> endings = new HashMap<>();

    private ApiDescription(String version) {
        this.version = version;
    }

    /** The versions that are listed in a directory, as their names sort. */
    public static List<String> versions(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") && Character.isDigit(name.charAt(0)))
                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Reads the list of a version. */
    public static ApiDescription read(Path directory, String version) throws IOException {
        return parse(version, Files.readAllLines(directory.resolve(version + ".txt")));
    }

    /** @throws IOException for a line that is none of such a list */
    public static ApiDescription parse(String version, List<String> lines) throws IOException {
        ApiDescription description = new ApiDescription(version);
        List<List<String>> members = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            if (line.startsWith("type ") && words.contains(":")) {
                int colon = words.indexOf(":");
                description.types.put(
                        words.get(colon - 1),
                        new Type(words.subList(1, colon - 1), words.subList(colon + 1, words.size()), new HashMap<>()));
            } else if (words.size() > 3 && (line.startsWith("method ") || line.startsWith("field "))) {
                members.add(words);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                throw new IOException("the list of nethook " + version + " has a line that is none: " + line);
            }
        }
        for (List<String> words : members) {
            int owner = words.size() - 3;
            Type type = description.types.get(words.get(owner));
            if (type == null) {
                throw new IOException("the list of nethook " + version + " lacks type " + words.get(owner));
            }
            type.members().put(words.get(owner + 1) + " " + words.get(owner + 2), words.subList(1, owner));
        }
        return description;
    }

    /**
     * Adds what becomes of some of it, and what is gone from it.
     *
     * @param lines as {@link ApiEndings} describes them
     * @throws IOException for a line that is none of such a list
     */
    public void end(List<String> lines) throws IOException {
        for (String line : lines) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            int comment = line.indexOf(" # ");
            String[] words = (comment < 0 ? line : line.substring(0, comment)).split(" ");
            if (words.length != 3 && words.length != 5) {
                throw new IOException("the list of endings has a line that is none: " + line);
            }
            try {
                Ending ending = new Ending(
                        Ending.Stage.valueOf(words[0]), words[1], comment < 0 ? "" : line.substring(comment + 3));
                end(words[2], words.length == 3 ? null : words[3] + " " + words[4], ending);
            } catch (IllegalArgumentException e) {
                throw new IOException("the list of endings has a line that is none: " + line, e);
            }
        }
    }

    private void end(String owner, String member, Ending ending) {
        endings.put(member == null ? owner : owner + " " + member, ending);
        if (ending.stage() == Ending.Stage.GONE) {
            Type type = types.get(owner);
            if (type == null) {
                type = new Type(List.of(GONE), List.of(), new HashMap<>());
                types.put(owner, type);
            }
            if (member != null) {
                type.members().putIfAbsent(member, List.of(GONE));
            }
        }
    }

    /** The version. */
    public String version() {
        return version;
    }

    /** The type of this name; null when there is none. */
    Type type(String name) {
        return types.get(name);
    }

    /** What the name of a type leads to; null when it leads to nothing. */
    Found found(String name) {
        Type type = types.get(name);
        return type == null ? null : new Found(type.flags(), endings.get(name));
    }

    /** The member that this type itself has; null when it has none such. */
    Found found(String owner, String member) {
        List<String> flags = types.get(owner).members().get(member);
        return flags == null ? null : new Found(flags, endings.get(owner + " " + member));
    }

    /** Whether it is a type that only an earlier version had. */
    boolean isGone(String name) {
        Type type = types.get(name);
        return type != null && type.flags().contains(GONE);
    }
}
