package org.nethook.host.context;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.resolver.Resolver;
import org.nethook.api.resolver.ResolverChange;

/** Lets a plugin read the name servers and prepare a change of them, which only a step of a plan makes. */
record ReadResolver(Resolver resolver) implements Resolver {

    @Override
    public List<IpAddress> nameServers() throws NetifException {
        return resolver.nameServers();
    }

    @Override
    public Optional<String> objection() throws NetifException {
        return resolver.objection();
    }

    @Override
    public Optional<ResolverChange> change(List<IpAddress> servers) throws NetifException {
        return resolver.change(servers);
    }

    @Override
    public Optional<String> obstacle(ResolverChange change) {
        return resolver.obstacle(change);
    }

    @Override
    public void apply(ResolverChange change) {
        throw new SecurityException("name servers are set by a step of a plan (ResolverStep)");
    }

    @Override
    public boolean isDone(ResolverChange change) throws NetifException {
        return resolver.isDone(change);
    }
}
