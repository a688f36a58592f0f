package org.nethook.host.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pf4j.PluginRepository;

/** The files of a plugins directory, in the order of their names, so that nothing depends on when a jar was copied. */
final class PluginDirectory implements PluginRepository {
    private final List<Path> jars = new ArrayList<>();
    private final List<Path> ignored = new ArrayList<>();

    private PluginDirectory() {}

    static PluginDirectory list(Path directory) throws PluginDirectoryException {
        if (!Files.isDirectory(directory)) {
            throw new PluginDirectoryException(
                    directory + (Files.exists(directory) ? ": is not a directory of plugins" : ": no such directory"));
        }
        PluginDirectory found = new PluginDirectory();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean jar = file.getFileName().toString().endsWith(".jar")
                        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                (jar ? found.jars : found.ignored).add(file);
            }
        } catch (IOException e) {
            throw new PluginDirectoryException(directory + ": cannot be read: " + e.getMessage());
        }
        Collections.sort(found.jars);
        Collections.sort(found.ignored);
        return found;
    }

    /** One jar, wherever it is. */
    static PluginDirectory of(Path jar) {
        PluginDirectory one = new PluginDirectory();
        one.jars.add(jar);
        return one;
    }

    @Override
    public List<Path> getPluginPaths() {
        return jars;
    }

    List<Path> ignored() {
        return ignored;
    }

    @Override
    public boolean deletePluginPath(Path pluginPath) {
        return false;
    }
}
