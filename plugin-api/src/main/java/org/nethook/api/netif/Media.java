package org.nethook.api.netif;

import java.util.List;
import java.util.Objects;

/**
 * The medium of an interface, in the words of ifconfig(8).
 *
 * @param type such as {@code Ethernet}
 * @param configured the subtype somebody set, mostly {@code autoselect}
 * @param active the subtype in use, such as {@code 10Gbase-T}; {@code autoselect} while there is no link
 * @param options of the medium in use, such as {@code full-duplex} and {@code rxpause}
 * @param link whether the medium says there is link; UNKNOWN where the driver does not say
 */
public record Media(String type, String configured, String active, List<String> options, LinkState link) {

    public Media {
        Objects.requireNonNull(type);
        Objects.requireNonNull(configured);
        Objects.requireNonNull(active);
        options = List.copyOf(options);
        Objects.requireNonNull(link);
    }

    @Override
    public String toString() {
        String use = options.isEmpty() ? active : active + " <" + String.join(",", options) + ">";
        return type + " " + configured + (use.equals(configured) ? "" : " (" + use + ")");
    }
}
