package org.example.addressnotifier;

import java.time.Instant;
import java.util.List;

/** What is sent. Neither interface names nor addresses have anything that JSON would want escaped. */
final class Message {
    private Message() {}

    static String of(String ifName, List<String> addresses, Instant at) {
        String list = addresses.isEmpty() ? "" : "\"" + String.join("\",\"", addresses) + "\"";
        return "{\"interface\":\"" + ifName + "\",\"addresses\":[" + list + "],\"at\":\"" + at + "\"}";
    }
}
