package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.sim.kernel.Cloners;

/**
 * The MACs that the recorded kernel made up for new interfaces, as far as its answers show them; the simulated kernel is
 * told to make up the same.
 */
final class GeneratedMacs {
    private static final Pattern LINK_ADDRESS = Pattern.compile("(?=3[68]12(....)(?:06|a1)(..)0600)");

    private final Recording recording;
    private final Set<String> given = new HashSet<>();
    private int from;

    GeneratedMacs(Recording recording) {
        this.recording = recording;
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.request().equals("SIOCSIFLLADDR")) {
                given.add(HexFormat.of().formatHex(exchange.bytes("in"), 18, 24));
            }
        }
    }

    /** Interfaces are made at this exchange. */
    void at(int seq) {
        from = seq;
    }

    /** Of an interface that is made now under this name. */
    byte[] of(String name) {
        byte[] mac = shown(name);
        String pair = name.matches("epair\\d+[ab]") ? name.substring(0, name.length() - 1) : null;
        if (mac == null && pair != null) {
            boolean first = name.endsWith("a");
            mac = shown(pair + (first ? "b" : "a"));
            if (mac != null) {
                mac[5] = (byte) (first ? 0xa : 0xb);
            }
        }
        return mac == null ? leftover(name) : mac;
    }

    /**
     * When an interface gets a shorter name, its address moves up and leaves its end behind, where later answers show it;
     * the rest is made up.
     */
    private byte[] leftover(String name) {
        byte[] mac = Cloners.madeUpMac(name);
        String now = name;
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.seq() < from || exchange.isNote()) {
                continue;
            }
            if (exchange.request().equals("SIOCSIFNAME")
                    && exchange.ret() == 0
                    && text(exchange).equals(now)) {
                if (!now.equals(name)) {
                    return mac;
                }
                now = MachineAtStart.text(exchange.aux().get(0).in(), 0);
            }
            byte[] out = exchange.bytes("out");
            int shorter = name.length() - now.length();
            if (out == null || shorter <= 0 || exchange.isDevctl()) {
                continue;
            }
            String hex = HexFormat.of().formatHex(out);
            Matcher matcher = Pattern.compile(
                            "3812....(?:06|a1)" + HexFormat.of().toHexDigits((byte) now.length()) + "0600"
                                    + HexFormat.of().formatHex(now.getBytes(StandardCharsets.ISO_8859_1)) + "(.{12})")
                    .matcher(hex);
            if (matcher.find() && matcher.start() % 2 == 0) {
                int end = matcher.end() / 2;
                System.arraycopy(out, end, mac, mac.length - shorter, shorter);
                return mac;
            }
        }
        return mac;
    }

    /** The first that an answer shows for the interface, whatever it is called by then; null when none does. */
    private byte[] shown(String name) {
        String now = name;
        int index = 0;
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.seq() < from || exchange.isNote()) {
                continue;
            }
            byte[] out = exchange.bytes("out");
            if (exchange.isMessage() && Messages.type(out).equals("RTM_IFANNOUNCE")) {
                if (MachineAtStart.text(out, 6).equals(now) && out[22] == 0) {
                    index = ByteMemory.of(out).getShort(4);
                }
            } else if (exchange.request().equals("SIOCSIFNAME")
                    && exchange.ret() == 0
                    && text(exchange).equals(now)) {
                now = MachineAtStart.text(exchange.aux().get(0).in(), 0);
            } else if (exchange.request().equals("SIOCIFDESTROY")
                    && exchange.ret() == 0
                    && text(exchange).equals(now)) {
                return null;
            } else if (exchange.request().equals("SIOCGHWADDR")
                    && exchange.ret() == 0
                    && text(exchange).equals(now)) {
                return Arrays.copyOfRange(out, 18, 24);
            } else if (exchange.request().equals("SIOCGIFINDEX")
                    && exchange.ret() == 0
                    && text(exchange).equals(now)) {
                index = ByteMemory.of(out).getShort(16);
            }
            if (index == 0 || exchange.isDevctl()) {
                continue;
            }
            for (byte[] output : exchange.outputs()) {
                byte[] mac = linkAddress(output, index, name);
                if (mac != null) {
                    return mac;
                }
            }
        }
        return null;
    }

    private static String text(Exchange exchange) {
        return MachineAtStart.text(exchange.bytes("in"), 0);
    }

    private byte[] linkAddress(byte[] bytes, int index, String name) {
        String hex = HexFormat.of().formatHex(bytes);
        Matcher matcher = LINK_ADDRESS.matcher(hex);
        while (matcher.find()) {
            if (matcher.start() % 2 != 0) {
                continue;
            }
            int at = matcher.start() / 2;
            int mac = at + 8 + (bytes[at + 5] & 0xff);
            if (ByteMemory.of(bytes).getShort(at + 2) != index || mac + 6 > bytes.length || bytes[at + 5] == 0) {
                continue;
            }
            String text = hex.substring(mac * 2, mac * 2 + 12);
            int shorter = name.length() - (bytes[at + 5] & 0xff);
            if (given.contains(text) && shorter > 2 && shorter < 6 && mac + 6 + shorter <= bytes.length) {
                // What a longer name and the generated MAC after it have left behind the one that was set.
                byte[] partly = {2, 0, 0, 0, 0, 0};
                System.arraycopy(bytes, mac + 6, partly, 6 - shorter, shorter);
                if (isGenerated(partly, 0, name)) {
                    return partly;
                }
            }
            if (!given.contains(text) && isGenerated(bytes, mac, name)) {
                return Arrays.copyOfRange(bytes, mac, mac + 6);
            }
        }
        return null;
    }

    /** An epair's end has its own last octet; other MACs may be those of a lagg's first port. */
    private static boolean isGenerated(byte[] bytes, int mac, String name) {
        if (name.startsWith("epair")) {
            return bytes[mac] == 2 && bytes[mac + 5] == (name.endsWith("a") ? 0xa : 0xb);
        }
        return !Arrays.equals(Arrays.copyOfRange(bytes, mac, mac + 6), new byte[6]);
    }
}
