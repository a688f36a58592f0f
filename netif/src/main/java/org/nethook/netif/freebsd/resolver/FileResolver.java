package org.nethook.netif.freebsd.resolver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.resolver.Resolver;
import org.nethook.api.resolver.ResolverChange;
import org.nethook.api.resolver.ResolverChange.Place;

/**
 * Sets name servers. Where resolv.conf was made by resolvconf(8), or an unbound(8) on this machine gets its forwarders from it,
 * they go into resolvconf.conf's {@code name_servers}, which stands before what interfaces have, is asked at each boot, and is
 * handed on to the local unbound (openresolv's libc.in and unbound.in). Servers that a DHCP client told resolvconf of stay
 * behind them. Otherwise they go into resolv.conf itself. A machine that asks a resolver of its own, whose forwarders nobody
 * can tell, is left alone.
 */
public final class FileResolver implements Resolver {
    private static final String OPERATION = "set name servers";

    private final ResolverFiles files;

    /** @param files where they stand */
    public FileResolver(ResolverFiles files) {
        this.files = files;
    }

    /** Those of this machine. */
    public static FileResolver onDisk() {
        return new FileResolver(new ResolverDisk());
    }

    @Override
    public List<IpAddress> nameServers() throws NetifException {
        return ResolvConf.nameServers(text(Place.RESOLV_CONF).orElse(""));
    }

    @Override
    public Optional<String> objection() throws NetifException {
        String conf = text(Place.RESOLV_CONF).orElse("");
        Place place = place(conf);
        Optional<String> objection = files.objection(place);
        if (objection.isEmpty() && place == Place.RESOLVCONF_CONF) {
            return ResolvconfConf.objection(text(place).orElse(""), files.path(place));
        }
        List<IpAddress> servers = ResolvConf.nameServers(conf);
        if (objection.isEmpty() && ResolvConf.isLocal(servers) && place == Place.RESOLV_CONF) {
            return Optional.of("the machine asks its own resolver at " + servers.get(0) + " (" + files.path(place)
                    + "), which gets its servers from elsewhere");
        }
        return objection;
    }

    private Place place(String conf) throws NetifException {
        boolean unbound = ResolvConf.isLocal(ResolvConf.nameServers(conf))
                && ResolvconfConf.feedsUnbound(text(Place.RESOLVCONF_CONF).orElse(""));
        return files.hasResolvconf() && (ResolvConf.isGenerated(conf) || unbound)
                ? Place.RESOLVCONF_CONF
                : Place.RESOLV_CONF;
    }

    @Override
    public Optional<ResolverChange> change(List<IpAddress> servers) throws NetifException {
        Optional<String> objection = objection();
        if (objection.isPresent()) {
            throw new NetifException(OPERATION, "", objection.get());
        }
        String conf = text(Place.RESOLV_CONF).orElse("");
        Place place = place(conf);
        Optional<String> before = text(place);
        String text = before.orElse("");
        boolean same = place == Place.RESOLV_CONF
                ? ResolvConf.nameServers(text).equals(servers)
                : ResolvconfConf.upstream(text).equals(servers) && isMade(conf, servers);
        if (same) {
            return Optional.empty();
        }
        String after = place == Place.RESOLV_CONF ? ResolvConf.with(text, servers) : ResolvconfConf.with(text, servers);
        return Optional.of(new ResolverChange(place, servers, before, Optional.of(after)));
    }

    /** Whether resolv.conf begins with these servers, or is a local resolver's. */
    private static boolean isMade(String conf, List<IpAddress> servers) {
        List<IpAddress> made = ResolvConf.nameServers(conf);
        return ResolvConf.isLocal(made)
                || made.size() >= servers.size()
                        && made.subList(0, servers.size()).equals(servers);
    }

    @Override
    public Optional<String> obstacle(ResolverChange change) {
        Optional<String> objection = files.objection(change.place());
        if (objection.isPresent()) {
            return objection;
        }
        String path = files.path(change.place());
        if (!isOfServersOnly(change)) {
            return Optional.of("more than the name servers of " + path + " would change");
        }
        try {
            Optional<String> now = text(change.place());
            return now.equals(change.before()) || now.equals(change.after())
                    ? Optional.empty()
                    : Optional.of(path + " was written by somebody else meanwhile");
        } catch (NetifException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A plan may come from a plugin: no other line may change with it, and no shell come in. */
    private static boolean isOfServersOnly(ResolverChange change) {
        String before = change.before().orElse("");
        String after = change.after().orElse("");
        if (change.place() == Place.RESOLV_CONF) {
            return ResolvConf.rest(before).equals(ResolvConf.rest(after));
        }
        return ResolvconfConf.rest(before).equals(ResolvconfConf.rest(after));
    }

    @Override
    public void apply(ResolverChange change) throws NetifException {
        Optional<String> obstacle = obstacle(change);
        if (obstacle.isPresent()) {
            throw new NetifException(OPERATION, "", obstacle.get());
        }
        if (!isDone(change)) {
            try {
                files.write(change.place(), change.after());
            } catch (IOException e) {
                throw failure(files.path(change.place()) + " cannot be written: ", e);
            }
        }
        if (change.place() == Place.RESOLVCONF_CONF) {
            files.update();
        }
    }

    @Override
    public boolean isDone(ResolverChange change) throws NetifException {
        return text(change.place()).equals(change.after());
    }

    private Optional<String> text(Place place) throws NetifException {
        try {
            return files.read(place);
        } catch (IOException e) {
            throw failure(files.path(place) + " cannot be read: ", e);
        }
    }

    private static NetifException failure(String what, IOException cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        NetifException failure = new NetifException(OPERATION, "", what + reason);
        failure.initCause(cause);
        return failure;
    }
}
