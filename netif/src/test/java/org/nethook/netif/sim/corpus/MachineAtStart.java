package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;

/**
 * The interfaces that a recording machine had before the first recorded call, in the order of their indexes, as far as
 * its answers tell; what they do not tell is filled up with network cards of the kind these machines had.
 */
record MachineAtStart(List<Device> devices) {
    static final String LOOPBACK = "lo0";
    private static final String CARD = "vtnet";
    /** Calls that the recorder made before it looked at what devctl had. */
    private static final Set<String> BEFORE = Set.of("meta", "note", "socket", "open", "read");

    private static final Pattern ATTACHED = Pattern.compile("!system=IFNET subsystem=(\\S+) type=ATTACH\\s*");
    private static final Pattern CARD_NAME = Pattern.compile("([a-z]+)(\\d+)");
    private static final int IFAN_NAME = 6;
    private static final int IFAN_WHAT = 22;

    /**
     * An interface.
     *
     * @param mac null for the loopback interface
     */
    record Device(String name, String driver, MacAddress mac) {}

    static MachineAtStart of(Recording recording) {
        List<String> names = attachedAtBoot(recording);
        if (names.isEmpty()) {
            names = guessed(recording);
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Matcher card = CARD_NAME.matcher(name);
            String driver = card.matches() ? card.group(1) : name;
            devices.add(new Device(name, driver, name.equals(LOOPBACK) ? null : mac(recording, name, i + 1)));
        }
        return new MachineAtStart(devices);
    }

    /** By the devctl lines that waited when the recorder opened it. */
    private static List<String> attachedAtBoot(Recording recording) {
        List<String> names = new ArrayList<>();
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.isMessage() && exchange.isDevctl()) {
                Matcher matcher = ATTACHED.matcher(exchange.text("text"));
                if (matcher.matches()) {
                    names.add(matcher.group(1));
                }
            } else if (!BEFORE.contains(exchange.call())) {
                break;
            }
        }
        return names;
    }

    private static List<String> guessed(Recording recording) {
        TreeMap<Integer, String> known = new TreeMap<>();
        int count = 0;
        for (Exchange exchange : recording.exchanges()) {
            byte[] out = exchange.bytes("out");
            if (exchange.request().equals("SIOCGIFINDEX") && exchange.ret() == 0) {
                known.put(ByteMemory.of(out).getShort(16), text(out, 0));
            } else if (exchange.request().equals("net.link.generic.system.ifcount") && out != null && out.length == 4) {
                count = ByteMemory.of(out).getInt(0);
            } else if (exchange.isMessage() && Messages.type(out).equals("RTM_IFANNOUNCE")) {
                int index = ByteMemory.of(out).getShort(4);
                if (out[IFAN_WHAT] == 0 && !known.containsKey(index)) {
                    count = index - 1;
                    break;
                }
                known.put(index, text(out, IFAN_NAME));
            } else if (exchange.request().startsWith("SIOCIFCREATE") && exchange.ret() == 0) {
                count = Math.max(count, known.isEmpty() ? 0 : known.lastKey());
                break;
            }
        }
        if (count == 0) {
            count = known.isEmpty() ? 3 : known.lastKey();
        }
        List<String> names = new ArrayList<>();
        int unit = 0;
        for (int index = 1; index <= count; index++) {
            boolean loopback = known.containsValue(LOOPBACK) ? LOOPBACK.equals(known.get(index)) : index == count;
            names.add(loopback ? LOOPBACK : known.getOrDefault(index, CARD + unit));
            unit++;
        }
        return names;
    }

    /** The first that an answer shows, before anybody sets another. */
    private static MacAddress mac(Recording recording, String name, int index) {
        HexFormat hex = HexFormat.of();
        Pattern sockaddr = Pattern.compile("3612" + hex.toHexDigits((byte) index) + hex.toHexDigits((byte) (index >> 8))
                + "(?:06|a1)..0600((?:..)+)");
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.request().equals("SIOCSIFLLADDR")
                    && text(exchange.bytes("in"), 0).equals(name)) {
                break;
            }
            byte[] out = exchange.bytes("out");
            if (out == null || exchange.isDevctl()) {
                continue;
            }
            if (exchange.request().equals("SIOCGHWADDR")
                    && exchange.ret() == 0
                    && text(out, 0).equals(name)) {
                return mac(out, 18);
            }
            Matcher matcher = sockaddr.matcher(hex.formatHex(out));
            while (matcher.find()) {
                int at = matcher.start() / 2;
                if (matcher.start() % 2 == 0 && out[at + 5] > 0 && at + 8 + out[at + 5] + 6 <= out.length) {
                    return mac(out, at + 8 + out[at + 5]);
                }
            }
        }
        return MacAddress.of(new byte[] {0x00, 0x0d, 0x3a, 0, 0, (byte) index});
    }

    private static MacAddress mac(byte[] bytes, int at) {
        return MacAddress.of(java.util.Arrays.copyOfRange(bytes, at, at + 6));
    }

    static String text(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    }
}
