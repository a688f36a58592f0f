package org.nethook.netif.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelListener;
import org.nethook.netif.sim.kernel.Release;
import org.nethook.netif.sim.syscall.RouteSockets;
import org.nethook.netif.sim.syscall.SimLibC;
import org.nethook.netif.sim.sysctl.SysctlTable;

/**
 * Makes the calls that were recorded on a real kernel again on a simulated one and compares what they answer: result,
 * errno, and every byte but pointers, counters and times.
 */
final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    /** In {@code struct if_data}: what moves by itself, counters and two times. */
    private static final int IFI_COUNTERS = 24;

    private static final int IF_DATA = 152;
    /** The key of the last routing socket. */
    private static final int ROUTE = -17;

    /** What became of a recording: how many calls were made again, and those that answered otherwise. */
    record Outcome(int calls, List<String> differences, List<String> lines, List<String> recordedLines) {
        int same() {
            return calls - differences.size();
        }
    }

    private final LibC root;
    private final LibC user;
    private final Map<String, Integer> descriptors = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> recordedLines = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private int calls;

    private Recording(String release, List<String> nics) {
        Kernel kernel = new Kernel(Release.of(release), time, time, true);
        RouteSockets sockets = new RouteSockets(kernel);
        SysctlTable sysctls = new SysctlTable(kernel, Map.of());
        kernel.addListener(sockets);
        kernel.addListener(new KernelListener() {
            @Override
            public void devctl(String line) {
                lines.add(line);
            }
        });
        for (int i = 0; i < nics.size(); i++) {
            kernel.plugIn(nics.get(i), "vtnet", MacAddress.parse("00:0d:3a:00:00:0" + (i + 1)), 1500, true);
        }
        kernel.cloners().createLoopback();
        root = new SimLibC(kernel, sockets, sysctls, new SimLibC.Process(1, true));
        user = new SimLibC(kernel, sockets, sysctls, new SimLibC.Process(13, false));
    }

    /** Makes a recording's calls again, on a machine with these network cards and lo0. */
    static Outcome replay(String release, InputStream lines, String... nics) throws IOException {
        Recording recording = new Recording(release, List.of(nics));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> {
                try {
                    recording.exchange(JSON.readTree(line));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return new Outcome(recording.calls, recording.differences, recording.lines, recording.recordedLines);
    }

    private void exchange(JsonNode recorded) {
        LibC libc = recorded.path("worker").asInt() == 1 ? user : root;
        switch (recorded.path("call").asText()) {
            case "read":
                String text = recorded.path("text").asText("").trim();
                if (text.startsWith("!system=IFNET") || text.startsWith("!system=ETHERNET")) {
                    recordedLines.add(text);
                }
                break;
            case "note":
                // Between the parts of a recording time passed.
                time.runUntil(time.elapsed().plusSeconds(2));
                break;
            case "socket":
                socket(libc, recorded);
                break;
            case "ioctl":
                ioctl(libc, recorded);
                break;
            case "write":
                write(libc, recorded);
                break;
            case "__sysctl":
                sysctl(libc, recorded);
                break;
            default:
                break;
        }
    }

    private static String key(JsonNode recorded, int fd) {
        return recorded.path("worker").asInt() + ":" + fd;
    }

    private void socket(LibC libc, JsonNode recorded) {
        JsonNode args = recorded.path("args");
        int fd = libc.socket(
                args.path(0).asInt(), args.path(1).asInt(), args.path(2).asInt());
        boolean same = (fd >= 0) == (recorded.path("ret").asInt() >= 0);
        compare(recorded, same && (fd >= 0 || -fd == recorded.path("errno").asInt()), "socket gave " + fd);
        descriptors.put(key(recorded, recorded.path("ret").asInt()), fd);
        if (args.path(0).asInt() == Socket.PF_ROUTE) {
            descriptors.put(key(recorded, ROUTE), fd);
        }
    }

    private void ioctl(LibC libc, JsonNode recorded) {
        if (!recorded.hasNonNull("in")
                || !recorded.hasNonNull("fd")
                || recorded.path("aux").size() > 1) {
            return;
        }
        byte[] in = hex(recorded.path("in"));
        Memory argument = memory(libc, in);
        JsonNode aux = recorded.path("aux").path(0);
        Memory pointed = null;
        int offset = aux.path("offset").asInt();
        if (aux.hasNonNull("in")) {
            pointed = memory(libc, hex(aux.path("in")));
            argument.putLong(offset, pointed.address());
        }
        long code = Long.parseUnsignedLong(recorded.path("code").asText().substring(2), 16);
        int result = libc.ioctl(
                descriptors.getOrDefault(key(recorded, recorded.path("fd").asInt()), -1), code, argument);
        if (!sameResult(recorded, result)) {
            compare(recorded, false, "gave " + result);
            return;
        }
        byte[] out = argument.bytes(0, in.length);
        byte[] expected = hex(recorded.path("out"));
        if (pointed != null) {
            Arrays.fill(out, offset, offset + 8, (byte) 0);
            Arrays.fill(expected, offset, offset + 8, (byte) 0);
        }
        boolean same = Arrays.equals(out, expected);
        String detail = "gave " + HEX.formatHex(out);
        if (same && pointed != null && aux.hasNonNull("out")) {
            byte[] auxOut = pointed.bytes(0, pointed.size());
            same = Arrays.equals(auxOut, hex(aux.path("out")));
            detail = "gave behind the pointer " + HEX.formatHex(auxOut);
        }
        compare(recorded, same, detail);
    }

    private void write(LibC libc, JsonNode recorded) {
        byte[] in = hex(recorded.path("in"));
        // The recordings do not say to which one; a program has one at a time.
        int fd = descriptors.getOrDefault(key(recorded, ROUTE), -1);
        int result = libc.write(fd, memory(libc, in), in.length);
        compare(recorded, sameResult(recorded, result), "gave " + result);
    }

    private void sysctl(LibC libc, JsonNode recorded) {
        JsonNode mib = recorded.path("mib");
        int[] name = new int[mib.size()];
        for (int i = 0; i < name.length; i++) {
            name[i] = mib.path(i).asInt();
        }
        if (name.length != 6
                || name[0] != 4
                || name[1] != 17
                || recorded.hasNonNull("newp")
                || !recorded.hasNonNull("out")) {
            return;
        }
        int room = recorded.path("oldlenp_in").asInt();
        Memory old = libc.allocate(room);
        long[] length = {room};
        int result = libc.sysctl(name, old, length, null, 0);
        byte[] out = quiet(name[4], old.bytes(0, (int) length[0]));
        byte[] expected = quiet(name[4], hex(recorded.path("out")));
        boolean same = sameResult(recorded, result) && Arrays.equals(out, expected);
        compare(recorded, same, "gave " + result + " " + HEX.formatHex(out));
    }

    /** Without counters and times of interfaces. */
    private static byte[] quiet(int list, byte[] messages) {
        int at = 0;
        while (list != 1 && at + 4 < messages.length) {
            int length = messages[at] & 0xff | (messages[at + 1] & 0xff) << 8;
            boolean extended = list == 5;
            boolean hasData = messages[at + 3] == 14 || extended;
            int data = at + (extended ? 24 : 16);
            int link = data + IF_DATA;
            if (messages[at + 3] == 14 && link + 56 <= messages.length) {
                // What longer names that the interface had before have left behind its address.
                Arrays.fill(messages, link + 8 + messages[link + 5] + messages[link + 6], link + 56, (byte) 0);
            }
            if (hasData && data + IF_DATA <= messages.length) {
                Arrays.fill(messages, data + IFI_COUNTERS, data + IF_DATA, (byte) 0);
            }
            at += Math.max(length, 4);
        }
        return messages;
    }

    private static byte[] hex(JsonNode node) {
        return node.isTextual() ? HEX.parseHex(node.asText()) : new byte[0];
    }

    private static Memory memory(LibC libc, byte[] bytes) {
        Memory memory = libc.allocate(bytes.length);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
    }

    private static boolean sameResult(JsonNode recorded, int result) {
        int ret = recorded.path("ret").asInt();
        return ret < 0 ? -result == recorded.path("errno").asInt() : result == ret;
    }

    private void compare(JsonNode recorded, boolean same, String detail) {
        calls++;
        if (!same) {
            differences.add(recorded.path("seq").asInt()
                    + " "
                    + recorded.path("request").asText()
                    + " ("
                    + recorded.path("comment").asText()
                    + ") recorded "
                    + recorded.path("ret").asInt()
                    + " "
                    + recorded.path("errname").asText()
                    + " "
                    + recorded.path("out").asText()
                    + ", "
                    + detail);
        }
    }
}
