package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.resolver.ResolverChange;

/**
 * Sets the name servers of the machine. Undoing it gives back the file byte for byte, unless somebody else wrote it meanwhile.
 * The manifest declares {@code Nethook-Resolver: yes}.
 *
 * @param ifName the interface they are for
 * @param change what changes; see {@link org.nethook.api.resolver.Resolver#change}
 * @param previous which servers there were; what undoing tells
 */
public record ResolverStep(String ifName, ResolverChange change, List<IpAddress> previous) implements Step {

    public ResolverStep {
        Objects.requireNonNull(ifName);
        Objects.requireNonNull(change);
        previous = List.copyOf(previous);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("set name servers:");
        for (IpAddress server : change.servers()) {
            text.append(' ').append(server);
        }
        return change.servers().isEmpty() ? "set no name servers" : text.toString();
    }

    @Override
    public List<String> interfaces() {
        return List.of(ifName);
    }

    @Override
    public Optional<String> obstacle(StepTarget target) {
        return target.resolver().obstacle(change);
    }

    @Override
    public void apply(StepTarget target) throws NetifException {
        target.resolver().apply(change);
    }

    @Override
    public boolean isDone(StepTarget target) throws NetifException {
        return target.resolver().isDone(change);
    }

    /** Not what resolvconf(8) makes of its file: that is made again. */
    @Override
    public boolean isVerifiable() {
        return change.place() == ResolverChange.Place.RESOLV_CONF;
    }

    @Override
    public Optional<Step> undo() {
        ResolverChange back = new ResolverChange(change.place(), previous, change.after(), change.before());
        return Optional.of(new ResolverStep(ifName, back, change.servers()));
    }
}
