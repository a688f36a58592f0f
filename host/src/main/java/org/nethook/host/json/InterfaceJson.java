package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;

/**
 * An interface as JSON: {@code name}, {@code index}, {@code flags}, {@code mtu}, {@code mac}, {@code link} ({@code up},
 * {@code down} or {@code unknown}), {@code driver}, {@code addresses} ({@code "10.0.0.4/24"}) and {@code lagg} with
 * {@code protocol} and {@code ports}. What an interface does not have is left out; flags stand in the order of their
 * enum.
 */
public final class InterfaceJson {
    private InterfaceJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, Netif netif) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", netif.ifName());
        json.writeNumberField("index", netif.index());
        json.writeArrayFieldStart("flags");
        for (InterfaceFlag flag : InterfaceFlag.values()) {
            if (netif.flags().contains(flag)) {
                json.writeString(flag.name());
            }
        }
        json.writeEndArray();
        json.writeNumberField("mtu", netif.mtu());
        if (netif.mac().isPresent()) {
            json.writeStringField("mac", netif.mac().get().toString());
        }
        json.writeStringField("link", netif.linkState().name().toLowerCase(Locale.ROOT));
        if (netif.driver().isPresent()) {
            json.writeStringField("driver", netif.driver().get());
        }
        json.writeArrayFieldStart("addresses");
        for (InterfaceAddress address : netif.addresses()) {
            json.writeString(address.toString());
        }
        json.writeEndArray();
        if (netif.lagg().isPresent()) {
            json.writeFieldName("lagg");
            write(json, netif.lagg().get());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Lagg lagg) throws IOException {
        json.writeStartObject();
        json.writeStringField("protocol", lagg.protocol().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("ports");
        for (LaggPort port : lagg.ports()) {
            json.writeStartObject();
            json.writeStringField("name", port.ifName());
            json.writeArrayFieldStart("flags");
            Set<LaggPort.Flag> flags = port.flags();
            for (LaggPort.Flag flag : LaggPort.Flag.values()) {
                if (flags.contains(flag)) {
                    json.writeString(flag.name());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
