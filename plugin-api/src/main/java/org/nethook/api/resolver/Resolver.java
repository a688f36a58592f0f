package org.nethook.api.resolver;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;

/** The name servers of the machine. Safe for use by several threads. */
public interface Resolver {
    /** None: nothing is known, and nothing can be changed. */
    Resolver NONE = new Resolver() {
        @Override
        public List<IpAddress> nameServers() {
            return List.of();
        }

        @Override
        public Optional<String> objection() {
            return Optional.of("name servers are not set here");
        }

        @Override
        public Optional<ResolverChange> change(List<IpAddress> servers) throws NetifException {
            throw new NetifException("set name servers", "", "name servers are not set here");
        }

        @Override
        public Optional<String> obstacle(ResolverChange change) {
            return objection();
        }

        @Override
        public void apply(ResolverChange change) throws NetifException {
            change(change.servers());
        }

        @Override
        public boolean isDone(ResolverChange change) {
            return false;
        }
    };

    /**
     * The servers that libc asks (resolv.conf(5)), in order, without their zones; those that cannot be read are left out.
     *
     * @throws NetifException when the file cannot be read
     */
    List<IpAddress> nameServers() throws NetifException;

    /**
     * Why name servers are not to be set: the machine asks a resolver of its own that takes them from elsewhere, or the place
     * they stand in is one that cannot be changed safely.
     *
     * @return a sentence without capital and full stop; empty when they can be set
     * @throws NetifException when that cannot be told
     */
    Optional<String> objection() throws NetifException;

    /**
     * What makes these the name servers, now and after the next boot; changes nothing itself.
     *
     * @param servers in the order in which they are asked
     * @return empty when they are so already
     * @throws NetifException when there is an {@link #objection}, or that cannot be told
     */
    Optional<ResolverChange> change(List<IpAddress> servers) throws NetifException;

    /**
     * Why a change cannot be made now, such as that the file is neither as it was before nor as it is to be.
     *
     * @return a sentence without capital and full stop; empty when nothing is in the way
     */
    Optional<String> obstacle(ResolverChange change);

    /**
     * Makes a change. The file is replaced at once and keeps owner and mode. Making one again that is made already changes no
     * byte.
     *
     * @throws NetifException when it cannot be made
     */
    void apply(ResolverChange change) throws NetifException;

    /**
     * Whether the file is as the change leaves it.
     *
     * @throws NetifException when it cannot be read
     */
    boolean isDone(ResolverChange change) throws NetifException;
}
