package org.nethook.host.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfigException;
import org.nethook.host.config.HostConfig;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.shims.ShimState;
import org.nethook.host.shims.Shims;
import org.nethook.netif.Platform;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;

/** What nethook needs of its own installation. */
final class InstallationChecks {
    private static final int OLDEST_JAVA = 17;

    private final Invocation call;

    InstallationChecks(Invocation call) {
        this.call = call;
    }

    static Finding java() {
        String detail = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " in "
                + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Finding.ok(detail)
                : Finding.failed(detail, "install Java 17 or newer, and set JAVA_HOME to it");
    }

    List<SelfCheck> all(Platform platform) {
        return List.of(plugins(), configuration(), systemConfig(platform), shims(Shims.DIRECTORY));
    }

    List<SelfCheck> withoutSystem() {
        return List.of(plugins(), configuration());
    }

    private SelfCheck plugins() {
        return SelfCheck.of("plugins", "", () -> {
            try {
                return plugins(call.pluginDirectory(), call.loadPluginsSilently());
            } catch (Failure e) {
                return Finding.failed(
                        String.join("; ", e.lines()), "name the directory of the plugin jars: --plugins DIR");
            }
        });
    }

    private static Finding plugins(Path directory, LoadedPlugins loaded) {
        StringBuilder text = new StringBuilder(directory + ":");
        for (LoadedPlugin plugin : loaded.plugins()) {
            text.append(' ').append(plugin.id()).append(' ').append(plugin.version());
        }
        if (loaded.problems().isEmpty()) {
            return loaded.plugins().isEmpty()
                    ? Finding.skipped(text + " no plugins", "put plugin jars there, or name another: --plugins DIR")
                    : Finding.ok(text.toString());
        }
        for (PluginProblem problem : loaded.problems()) {
            text.append("; ").append(problem.jar().getFileName()).append(": ").append(problem.reason());
        }
        return Finding.failed(text.toString(), "mend or remove the jars named; nethook plugins list shows them again");
    }

    private SelfCheck configuration() {
        return SelfCheck.of("config", "", () -> {
            try {
                HostConfig config = call.readConfig(call.loadPluginsSilently());
                return Finding.ok("valid; log level " + config.logLevel() + ", rc.conf from "
                        + (config.rcConf().isEmpty() ? "the usual files" : config.rcConf()));
            } catch (Failure e) {
                return Finding.failed(
                        String.join("; ", e.lines()),
                        "mend what is named; the nethook.conf that came with nethook explains every key");
            }
        });
    }

    private SelfCheck systemConfig(Platform platform) {
        return SelfCheck.of("rc.conf", "", () -> {
            try {
                HostConfig config = call.readConfig(call.loadPluginsSilently());
                Optional<String> hostname =
                        platform.systemConfig(config.rcConf(), config.rcShell()).variable("hostname");
                return hostname.isPresent()
                        ? Finding.ok("readable, hostname=\"" + hostname.get() + "\"")
                        : Finding.skipped("there is none, or it sets no hostname");
            } catch (SystemConfigException e) {
                return Finding.failed(
                        e.getMessage(),
                        "make that line one that only sets variables, or name other files in nethook.conf");
            } catch (Failure e) {
                return Finding.skipped("not tried: the configuration says where it is", "see config");
            }
        });
    }

    /** Whether base's scripts are replaced, all of them, by what is still there. */
    static SelfCheck shims(Path directory) {
        return SelfCheck.of("shims", "", () -> {
            if (!Files.isDirectory(directory)) {
                return Finding.skipped("no " + directory + ", so no hv_kvp_daemon asks here");
            }
            try {
                return shims(directory, new Shims(directory).state());
            } catch (IOException e) {
                return Finding.failed(e.toString(), "see what is wrong with " + directory);
            }
        });
    }

    private static Finding shims(Path directory, ShimState state) {
        if (!state.gone().isEmpty()) {
            return Finding.failed(
                    directory + ": no " + String.join(", ", state.gone()), "nethook was moved: nethook install-shims");
        }
        if (state.others().isEmpty()) {
            return Finding.ok(directory + ": nethook's are in place");
        }
        if (state.ours().isEmpty() && !state.kept()) {
            return Finding.skipped(
                    directory + ": base's own answer hv_kvp_daemon",
                    "nethook install-shims puts nethook's in their place");
        }
        return Finding.failed(
                directory + ": no longer nethook's: " + String.join(", ", state.others()),
                "an update of the system has put back base's own: nethook install-shims");
    }
}
