package org.nethook.dnsinfo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;

/** The files in which name servers stand. */
final class DnsFiles {
    static final ConfigKey<Boolean> UPSTREAMS = ConfigKey.bool("upstreams", false);
    static final ConfigKey<Path> RESOLV_CONF = ConfigKey.file("resolv-conf", Path.of("/etc/resolv.conf"));
    /** What local-unbound-setup(8), or resolvconf(8) in its place, has local_unbound forward to. */
    static final ConfigKey<Path> UNBOUND = ConfigKey.file("unbound-forward-conf", Path.of("/var/unbound/forward.conf"));
    /** What resolvconf(8) has dnsmasq forward to ({@code dnsmasq_resolv} in resolvconf.conf). */
    static final ConfigKey<Path> DNSMASQ = ConfigKey.file("dnsmasq-resolv-conf", Path.of("/etc/dnsmasq-resolv.conf"));
    /** resolvconf(8) keeps there what each interface brought. */
    static final ConfigKey<Path> INTERFACES =
            ConfigKey.file("resolvconf-interfaces", Path.of("/var/run/resolvconf/interfaces"));

    static final List<ConfigKey<?>> KEYS = List.of(UPSTREAMS, RESOLV_CONF, UNBOUND, DNSMASQ, INTERFACES);

    private final PluginContext context;

    DnsFiles(PluginContext context) {
        this.context = context;
    }

    /** resolv.conf; what is empty when there is none. */
    ResolvConf resolvConf() throws IOException {
        return ResolvConf.of(context.files().read(RESOLV_CONF).orElse(""));
    }

    /** A file that may be missing, and that an answer can do without: one that cannot be read is said and counts as missing. */
    String text(ConfigKey<Path> key) {
        try {
            return context.files().read(key).orElse("");
        } catch (IOException e) {
            unreadable(key, e);
            return "";
        }
    }

    /** What resolvconf(8) keeps under this name; empty when it keeps nothing. */
    Optional<ResolvConf> record(String name) {
        try {
            Optional<String> text = context.files().read(INTERFACES, name);
            return text.isPresent() ? Optional.of(ResolvConf.of(text.get())) : Optional.empty();
        } catch (IOException e) {
            unreadable(INTERFACES, e);
            return Optional.empty();
        }
    }

    private void unreadable(ConfigKey<Path> key, IOException e) {
        context.report().note(context.config().get(key) + " cannot be read: " + e.getMessage());
    }
}
