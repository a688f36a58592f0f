package org.nethook.api.netif;

import java.util.Objects;

/**
 * A kernel's reason for a refusal.
 *
 * @param name such as {@code EBUSY}
 * @param number the number this system's kernel gave it; it differs between systems
 */
public record Errno(String name, int number) {

    public Errno {
        Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
        return name + " (" + number + ")";
    }
}
