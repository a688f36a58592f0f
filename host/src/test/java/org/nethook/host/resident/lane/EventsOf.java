package org.nethook.host.resident.lane;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;

/** Events in a test's short hand. */
public final class EventsOf {
    private EventsOf() {}

    /** Such as {@code em0 LINK_UP} or {@code em0 ADDR_ADD address=192.0.2.1}, or whole: {@code DEVFS CDEV CREATE cdev=x}. */
    public static InterfaceEvent event(String text) {
        String[] words = text.split(" ");
        int type = words.length > 2 && !words[2].contains("=") ? 2 : 1;
        Map<String, String> data = new LinkedHashMap<>();
        for (int i = type + 1; i < words.length; i++) {
            data.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
        return new InterfaceEvent(
                type == 2 ? words[0] : systemOf(words[1]), words[type - 1], words[type], data, Instant.EPOCH);
    }

    private static String systemOf(String type) {
        return switch (type) {
            case "VF_UP", "VF_DOWN" -> "HYPERV_NIC_VF";
            case "IFATTACH" -> "ETHERNET";
            default -> "IFNET";
        };
    }
}
