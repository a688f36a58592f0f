package org.nethook.api.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/**
 * Changes variables of the system's configuration (rc.conf(5) on FreeBSD), so that the next boot has what the plan's other
 * steps did. Undoing it gives back the file byte for byte, if nobody else wrote it meanwhile; otherwise the variables get back
 * their values and what others wrote stays. It belongs at the end of a plan: a reboot drops a plan that was not ended, but not
 * what was written. The manifest declares the variables under {@code Nethook-Settings}.
 *
 * @param ifName the interface they are about
 * @param changes what changes, in the order in which new variables are added; each variable once
 */
public record SystemConfigStep(String ifName, List<VariableChange> changes) implements Step {

    /** @throws IllegalArgumentException when there is no change, or a variable has two */
    public SystemConfigStep {
        Objects.requireNonNull(ifName);
        changes = List.copyOf(changes);
        List<String> names = new ArrayList<>();
        for (VariableChange change : changes) {
            if (names.contains(change.name())) {
                throw new IllegalArgumentException(change.name() + " changes twice");
            }
            names.add(change.name());
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no variable changes");
        }
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("set in the system's configuration: ");
        String separator = "";
        for (VariableChange change : changes) {
            text.append(separator).append(change);
            separator = ", ";
        }
        return text.toString();
    }

    @Override
    public List<String> interfaces() {
        return List.of(ifName);
    }

    /** The interface may be gone: what is written is for the next boot. */
    @Override
    public Optional<String> obstacle(StepTarget target) {
        return target.settings().objection(changes);
    }

    @Override
    public void apply(StepTarget target) throws NetifException {
        target.settings().write(changes);
    }

    @Override
    public boolean isDone(StepTarget target) throws NetifException {
        for (VariableChange change : changes) {
            if (!target.settings().read(change.name()).equals(change.after())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Step> undo() {
        List<VariableChange> back = new ArrayList<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            back.add(changes.get(i).reversed());
        }
        return Optional.of(new SystemConfigStep(ifName, back));
    }
}
