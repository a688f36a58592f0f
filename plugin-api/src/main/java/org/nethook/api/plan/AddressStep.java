package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;

/** Changes of the addresses of an interface. */
public sealed interface AddressStep extends Step {

    @Override
    default Optional<String> obstacle(StepTarget target) throws NetifException {
        return NetifState.missing(target, interfaces().get(0));
    }

    /**
     * Adds an address.
     *
     * @param ifName the interface
     * @param address the address
     * @param flags of an IPv6 address: what {@link org.nethook.api.netif.NetifControl} can set; none for IPv4
     * @param lifetime of an IPv6 address, counted from when the step is applied; infinite for IPv4
     */
    record Add(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            implements AddressStep {
        /** @throws IllegalArgumentException for an IPv4 address with flags or an end */
        public Add {
            Objects.requireNonNull(ifName);
            flags = Set.copyOf(flags);
            checkFamily(address, flags, lifetime);
        }

        /** Adds an address without flags and without end. */
        public Add(String ifName, InterfaceAddress address) {
            this(ifName, address, Set.of(), AddressLifetime.INFINITE);
        }

        @Override
        public String describe() {
            StringBuilder words = new StringBuilder("add ").append(address);
            for (AddressFlag flag : AddressFlag.values()) {
                if (flags.contains(flag)) {
                    words.append(' ').append(NetifState.word(flag));
                }
            }
            if (lifetime.valid().isPresent()) {
                words.append(" for ").append(lifetime.valid().get().toSeconds()).append(" s");
            }
            return words.append(" to ").append(ifName).toString();
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (isPlain(flags, lifetime)) {
                target.control().addAddress(ifName, address);
            } else {
                target.control().addAddress(ifName, address, flags, lifetime);
            }
        }

        /** DEPRECATED follows from the lifetime, and the kernel drops NODAD where there was nothing to detect. */
        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            if (isPlain(flags, lifetime)) {
                return NetifState.has(NetifState.find(target, ifName), address);
            }
            AddressDetails present = NetifState.address(target, ifName, address);
            if (present == null) {
                return false;
            }
            boolean same =
                    present.lifetime().valid().isPresent() == lifetime.valid().isPresent();
            for (AddressFlag flag : flags) {
                same &= flag == AddressFlag.DEPRECATED
                        || flag == AddressFlag.NODAD
                        || present.flags().contains(flag);
            }
            return same;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Remove(ifName, address, flags, lifetime));
        }
    }

    /**
     * Removes an address. Delete the routes through it first, so that undoing brings them back.
     *
     * @param ifName the interface
     * @param address the address
     * @param flags of an IPv6 address, with which undoing adds it again
     * @param lifetime of an IPv6 address, with which undoing adds it again
     */
    record Remove(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            implements AddressStep {
        /** @throws IllegalArgumentException for an IPv4 address with flags or an end */
        public Remove {
            Objects.requireNonNull(ifName);
            flags = Set.copyOf(flags);
            checkFamily(address, flags, lifetime);
        }

        /** Removes an address without flags and without end. */
        public Remove(String ifName, InterfaceAddress address) {
            this(ifName, address, Set.of(), AddressLifetime.INFINITE);
        }

        @Override
        public String describe() {
            return "remove " + address + " from " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        /** Adding a port to a lagg may have taken an IPv6 address away already: then there is nothing left to do. */
        @Override
        public void apply(StepTarget target) throws NetifException {
            if (!isDone(target)) {
                target.control().removeAddress(ifName, address);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !NetifState.has(NetifState.find(target, ifName), address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Add(ifName, address, flags, lifetime));
        }
    }

    /**
     * An IPv6 address that the kernel takes from an interface when it becomes a port of a lagg. It does nothing; undoing it
     * adds the address again. It stands before the {@link LaggStep.AddPort}, so that it is undone after the port has left
     * the lagg.
     *
     * @param ifName the interface
     * @param address an IPv6 address
     * @param flags with which undoing adds it again
     * @param lifetime with which undoing adds it again
     */
    record LostToLagg(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            implements AddressStep {
        /** @throws IllegalArgumentException for an IPv4 address, which an interface keeps */
        public LostToLagg {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(lifetime);
            flags = Set.copyOf(flags);
            if (address.address().isV4()) {
                throw new IllegalArgumentException(ifName + " keeps " + address + " as a port of a lagg");
            }
        }

        @Override
        public String describe() {
            return "give up " + address + " of " + ifName + ", which a port of a lagg cannot keep";
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) {
            // the kernel does it when the interface becomes a port
        }

        @Override
        public boolean isDone(StepTarget target) {
            return true;
        }

        @Override
        public boolean isVerifiable() {
            return false;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Add(ifName, address, flags, lifetime));
        }
    }

    /**
     * An IPv4 address that stays while one in front of it goes. It does nothing; undoing it, after the other came back, puts
     * the address behind all others again, because the kernel takes the first that fits as the source of packets.
     *
     * @param ifName the interface
     * @param address an IPv4 address
     */
    record Behind(String ifName, InterfaceAddress address) implements AddressStep {
        public Behind {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(address);
        }

        @Override
        public String describe() {
            return "keep " + address + " of " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) {
            // it is where it is to be
        }

        @Override
        public boolean isDone(StepTarget target) {
            return true;
        }

        @Override
        public boolean isVerifiable() {
            return false;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new MoveLast(ifName, address));
        }
    }

    /**
     * Removes an IPv4 address and adds it again, so that it stands behind all others; nothing when it does already. Undoing it
     * does nothing.
     *
     * @param ifName the interface
     * @param address an IPv4 address
     */
    record MoveLast(String ifName, InterfaceAddress address) implements AddressStep {
        public MoveLast {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(address);
        }

        @Override
        public String describe() {
            return "put " + address + " behind the other addresses of " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (!isDone(target)) {
                if (NetifState.has(NetifState.find(target, ifName), address)) {
                    target.control().removeAddress(ifName, address);
                }
                target.control().addAddress(ifName, address);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            InterfaceAddress last = null;
            for (InterfaceAddress each : NetifState.find(target, ifName).addresses()) {
                last = each.address().isV4() ? each : last;
            }
            return last != null && NetifState.isSame(last, address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Behind(ifName, address));
        }
    }

    private static boolean isPlain(Set<AddressFlag> flags, AddressLifetime lifetime) {
        return flags.isEmpty() && lifetime.equals(AddressLifetime.INFINITE);
    }

    private static void checkFamily(InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime) {
        if (address.address().isV4() && !isPlain(flags, lifetime)) {
            throw new IllegalArgumentException("IPv4 addresses have neither flags nor lifetimes: " + address);
        }
    }
}
