package org.nethook.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A copy of the scripts for hv_kvp_daemon(8) and devd(8) that believes in a machine of its own, below one directory. */
final class HypervScripts {
    /** What FreeBSD's files would define, so that rc says yes to DHCP where rc.conf does. */
    private static final String NETWORK_SUBR = """
            dhcpif() {
                case $(eval "echo \\"\\${ifconfig_$1}\\"") in *DHCP*) return 0 ;; *) return 1 ;; esac
            }
            """;

    private final Path root;
    private final Path libexec;
    private final Map<String, String> environment = new HashMap<>();
    private String shell = "sh";

    /** Changes the libexec of an image, which is not the one the build made. */
    HypervScripts(Path libexec, Path root) throws IOException {
        this.libexec = libexec;
        this.root = root;
        Path common = libexec.resolve("hyperv-answers");
        String text = Files.readString(common);
        String machine = "etc=/etc local=/usr/local/etc run=/var/run\n";
        if (!text.contains(machine)) {
            throw new IOException(common + " does not say where a machine has its files");
        }
        Files.writeString(common, text.replace(machine, machine.replace("=/", "=" + root + "/")));
        Files.createDirectories(root.resolve("etc/rc.conf.d"));
        Files.createDirectories(root.resolve("var/run"));
        Files.createDirectories(root.resolve("bin"));
        write("etc/rc.subr", "load_rc_config() { . " + root.resolve("etc/rc.conf") + "; }\n");
        write("etc/network.subr", NETWORK_SUBR);
        write("etc/rc.conf", "ifconfig_hn0=\"inet 10.0.0.4/24\"\nifconfig_hn1=\"DHCP\"\n");
        environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("NETHOOK_SOCKET", root.resolve("no-socket").toString());
    }

    /** The repository's scripts, beside a nethook that is these lines of sh. */
    static HypervScripts beside(String nethook, Path directory) throws IOException, InterruptedException {
        Path image = Files.createDirectory(directory.resolve("image"));
        Image.run(
                        List.of(
                                "cp",
                                "-R",
                                Path.of("src/main/libexec").toAbsolutePath().toString(),
                                image.toString()),
                        directory,
                        Map.of())
                .assertClean();
        executable(Files.createDirectory(image.resolve("bin")).resolve("nethook"), nethook);
        return new HypervScripts(image.resolve("libexec"), Files.createDirectory(directory.resolve("root")));
    }

    private static void executable(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path root() {
        return root;
    }

    /** Where the scripts are that the daemon would run. */
    Path directory() {
        return libexec.resolve("hyperv");
    }

    Path answers() {
        return root.resolve("var/run/nethook-answers");
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(root.resolve(file), text);
    }

    /** Puts a command before those of the path. */
    HypervScripts command(String name, String lines) throws IOException {
        executable(root.resolve("bin").resolve(name), lines);
        return this;
    }

    HypervScripts environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** By another shell than sh. */
    HypervScripts shell(String words) {
        shell = words;
        return this;
    }

    /** Runs a script as the daemon does, but for the words, which no shell has split. */
    Outcome run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.add(directory().resolve(words[0]).toString());
        command.addAll(List.of(words).subList(1, words.length));
        return Image.run(command, root, environment);
    }
}
