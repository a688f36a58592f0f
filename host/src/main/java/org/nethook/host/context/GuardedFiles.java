package org.nethook.host.context;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.PluginConfig;

/**
 * Lets a plugin read what the operator named, in nethook.conf or as an argument of the command that runs, and else the files that
 * its manifest declares: the default of a key is the plugin's choice, not the operator's.
 */
final class GuardedFiles implements ConfiguredFiles {
    private final Doorman doorman;
    private final FileSource files;
    private final PluginConfig config;
    private final List<String> arguments;

    /** @param arguments those of the command that runs; none where none does */
    GuardedFiles(Doorman doorman, FileSource files, PluginConfig config, List<String> arguments) {
        this.doorman = doorman;
        this.files = files;
        this.config = config;
        this.arguments = arguments;
    }

    @Override
    public Optional<String> read(ConfigKey<Path> key) throws IOException {
        return read(key, config.get(key));
    }

    @Override
    public Optional<String> read(ConfigKey<Path> directory, String name) throws IOException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("\"" + name + "\" is not the plain name of a file");
        }
        return read(directory, config.get(directory).resolve(name));
    }

    private Optional<String> read(ConfigKey<Path> key, Path file) throws IOException {
        if (config.get(key).equals(key.defaultValue())) {
            doorman.file(file.normalize().toString());
        }
        return files.read(file);
    }

    @Override
    public byte[] submitted(Path file) throws IOException {
        if (!arguments.contains(file.toString())) {
            doorman.file(file.normalize().toString());
        }
        return files.submitted(file);
    }
}
