package org.nethook.host.cli.author;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.nethook.api.ExitStatus;
import org.nethook.host.dev.PackageNames;
import org.nethook.host.dev.Skeleton;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.PluginIds;
import org.nethook.netif.script.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nethook plugins new}. */
@Command(
        name = "new",
        header = "Make the project of a new plugin.",
        description = {
            "%nThe project builds with \"mvn package\" and has a listener, a command, a configuration section, tests on a "
                    + "simulated machine and a README. Nothing is downloaded to make it; building it needs a JDK 17 or "
                    + "newer and Maven.%n"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:made",
            "64:the id or the package cannot be one, or the id is taken",
            "73:the directory exists or cannot be made"
        })
final class NewPluginCommand implements Callable<Integer> {
    private final Invocation call;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "the plugin's id: " + PluginIds.ALLOWED)
    private String id;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "the package of its classes; without it com.example and the id")
    private String packageName;

    @Option(names = "--directory", paramLabel = "DIR", description = "where the project is made; without it ./ID")
    private Path directory;

    NewPluginCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws Failure {
        if (!PluginIds.isValid(id)) {
            throw new ParameterException(
                    spec.commandLine(), "the id of a plugin must be " + PluginIds.ALLOWED + ", not \"" + id + "\"");
        }
        refuseTaken();
        String java = packageName == null ? PackageNames.of(id) : packageName;
        if (!PackageNames.isValid(java)) {
            throw new ParameterException(
                    spec.commandLine(), "--package must be " + PackageNames.ALLOWED + ", not \"" + java + "\"");
        }
        Path target = directory == null ? Path.of(id) : directory;
        make(target, java);
        call.out().println("made " + target + "; next:  cd " + ShellWord.of(target) + " && mvn package");
        return ExitStatus.OK;
    }

    /** An id can be there once, and the project has a command of that name. */
    private void refuseTaken() throws Failure {
        if (PluginIds.RESERVED.contains(id)) {
            throw new Failure(
                    ExitStatus.USAGE, "the id of a plugin must not be " + id + ", which is a key of nethook.conf");
        }
        Path plugins = call.pluginDirectory();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(plugins, "*.jar")) {
            for (Path jar : jars) {
                if (id.equals(idOf(jar))) {
                    throw new Failure(
                            ExitStatus.USAGE, "the id " + id + " is taken: it is that of " + jar + "; choose another");
                }
            }
        } catch (IOException e) {
            return; // then nobody has taken it
        }
    }

    /** Looked up without loading it: a jar that is refused has its id nevertheless. Null for what is no plugin. */
    private static String idOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue("Plugin-Id");
        } catch (IOException | SecurityException e) {
            return null;
        }
    }

    private void make(Path target, String java) throws Failure {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(ExitStatus.CANTCREAT, target + ": exists already");
        }
        Path home = call.home();
        String version = HostVersion.VERSION;
        Path archetype = home.resolve(
                "share/maven/org/nethook/plugin-archetype/" + version + "/plugin-archetype-" + version + ".jar");
        if (!Files.isReadable(archetype)) {
            throw new Failure(ExitStatus.UNAVAILABLE, archetype + ": cannot be read; this installation is not whole");
        }
        Skeleton skeleton = new Skeleton(
                archetype,
                Map.of(
                        "groupId",
                        java,
                        "artifactId",
                        id,
                        "version",
                        "0.1.0",
                        "package",
                        java,
                        "nethookHome",
                        home.toAbsolutePath().toString(),
                        "nethookVersion",
                        version));
        try {
            skeleton.unpack(target);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(ExitStatus.CANTCREAT, target + ": exists already");
        } catch (NoSuchFileException e) {
            throw new Failure(ExitStatus.CANTCREAT, target + ": cannot be made: there is no such directory above it");
        } catch (IOException e) {
            throw new Failure(ExitStatus.CANTCREAT, target + ": cannot be made: " + e.getMessage());
        }
    }
}
