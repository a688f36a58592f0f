package org.nethook.host.plugin.grant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be done to an interface, in the words of {@code Nethook-Control}. */
public enum Operation {
    /** Create a pseudo-interface. */
    CREATE("create"),
    /** Destroy a pseudo-interface. */
    DESTROY("destroy"),
    /** Give it another name; wanted for both names. */
    RENAME("rename"),
    /** Bring it up and down. */
    UP("bring up or down"),
    /** Its MTU. */
    MTU("set the MTU of"),
    /** Its Ethernet address. */
    MAC("set the MAC address of"),
    /** What an administrator reads about it. */
    DESCRIPTION("describe"),
    /** The groups it is in, which rules of a packet filter can name. */
    GROUP("change the groups of"),
    /** A lagg's protocol, ports and options; wanted for the lagg and for the port. */
    LAGG("change lagg and ports of"),
    /** A VLAN's parent and tag. */
    VLAN("set parent and tag of"),
    /** Its addresses, and how it takes part in IPv6 neighbour discovery. */
    ADDRESS("change the addresses of"),
    /** Routes that leave by it, and the table in which its packets are routed. */
    ROUTE("change routes by"),
    /** Its DHCP client. */
    DHCP("start or stop the DHCP client of");

    /** All words. */
    static final List<String> WORDS = words();

    private final String phrase;

    Operation(String phrase) {
        this.phrase = phrase;
    }

    /** As a manifest has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a plugin does that does it, such that the name of an interface goes on. */
    public String phrase() {
        return phrase;
    }

    /** The operation of this word; null when there is none. */
    static Operation of(String word) {
        int index = WORDS.indexOf(word);
        return index < 0 ? null : values()[index];
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Operation operation : values()) {
            words.add(operation.word());
        }
        return List.copyOf(words);
    }
}
