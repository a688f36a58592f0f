package org.nethook.api.netif.attribute;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long an address lives, counted from when that was last set.
 *
 * @param preferred until it becomes deprecated; empty for no end
 * @param valid until it is removed; empty for no end. Not shorter than the preferred one
 */
public record AddressLifetime(Optional<Duration> preferred, Optional<Duration> valid) {
    /** Without end, as every IPv4 address lives. */
    public static final AddressLifetime INFINITE = new AddressLifetime(Optional.empty(), Optional.empty());

    private static final Duration MOST = Duration.ofSeconds(0xfffffffeL);

    public AddressLifetime {
        check(preferred);
        check(valid);
        if (valid.isPresent() && (preferred.isEmpty() || preferred.get().compareTo(valid.get()) > 0)) {
            throw new IllegalArgumentException("the preferred lifetime is longer than the valid one");
        }
    }

    /** Ends after these times. */
    public static AddressLifetime of(Duration preferred, Duration valid) {
        return new AddressLifetime(Optional.of(preferred), Optional.of(valid));
    }

    private static void check(Optional<Duration> lifetime) {
        Objects.requireNonNull(lifetime);
        if (lifetime.isPresent()) {
            Duration time = lifetime.get();
            if (time.isNegative() || time.getNano() != 0 || time.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "a lifetime is 0 to " + MOST.toSeconds() + " whole seconds, not " + time);
            }
        }
    }
}
