package org.nethook.netif.sim.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.nethook.netif.sim.corpus.Part.Range;

/** The structs of the ioctl requests, with the names that the headers give their fields. */
final class Structs {
    private static final JsonNode TABLE = read();
    private static final Map<String, String> OF_REQUEST = Map.ofEntries(
            Map.entry("SIOCAIFADDR", "ifaliasreq"),
            Map.entry("SIOCAIFADDR_IN6", "in6_aliasreq"),
            Map.entry("SIOCGLAGG", "lagg_reqall"),
            Map.entry("SIOCSLAGG", "lagg_reqall"),
            Map.entry("SIOCGLAGGPORT", "lagg_reqport"),
            Map.entry("SIOCSLAGGPORT", "lagg_reqport"),
            Map.entry("SIOCSLAGGDELPORT", "lagg_reqport"),
            Map.entry("SIOCGIFMEDIA", "ifmediareq"),
            Map.entry("SIOCGIFXMEDIA", "ifmediareq"),
            Map.entry("SIOCGIFGROUP", "ifgroupreq"),
            Map.entry("SIOCAIFGROUP", "ifgroupreq"),
            Map.entry("SIOCDIFGROUP", "ifgroupreq"),
            Map.entry("SIOCGIFGMEMB", "ifgroupreq"),
            Map.entry("SIOCGIFINFO_IN6", "in6_ndireq"),
            Map.entry("SIOCSIFINFO_IN6", "in6_ndireq"),
            Map.entry("SIOCSIFINFO_FLAGS", "in6_ndireq"),
            Map.entry("SIOCGIFCONF", "ifconf"));

    private Structs() {}

    /** The layout of a request's argument. */
    static Layout ofRequest(String request) {
        if (request.equals("SIOCGIFINFO_IN6")) {
            return masking(struct("in6_ndireq"), new Range(28, 4, Mask.REACHABLE));
        }
        if (request.equals("SIOCGIFALIFETIME_IN6")) {
            return masking(struct("in6_ifreq"), new Range(16, 16, Mask.EXPIRE));
        }
        return struct(OF_REQUEST.getOrDefault(request, request.endsWith("_IN6") ? "in6_ifreq" : "ifreq"));
    }

    /** The layout of what the pointer in a request's argument points to. */
    static Layout pointedTo(String request) {
        switch (request) {
            case "SIOCGLAGG":
                return array("lagg_reqport", 72);
            case "SIOCGIFDATA":
                return IF_DATA;
            default:
                return Layout.PLAIN;
        }
    }

    static final Layout IF_DATA = new Layout() {
        @Override
        public List<Range> masks(byte[] expected, byte[] actual) {
            return Messages.ifData(0);
        }

        @Override
        public String field(byte[] bytes, int offset) {
            return name("if_data", offset);
        }
    };

    private static Layout masking(Layout struct, Range range) {
        return new Layout() {
            @Override
            public List<Range> masks(byte[] expected, byte[] actual) {
                return List.of(range);
            }

            @Override
            public String field(byte[] bytes, int offset) {
                return struct.field(bytes, offset);
            }
        };
    }

    private static Layout struct(String name) {
        return new Layout() {
            @Override
            public String field(byte[] bytes, int offset) {
                return name(name, offset);
            }
        };
    }

    private static Layout array(String name, int size) {
        return new Layout() {
            @Override
            public String field(byte[] bytes, int offset) {
                return "[" + offset / size + "]." + name(name, offset % size);
            }
        };
    }

    /** The innermost field of a struct that holds an offset. */
    static String name(String struct, int offset) {
        String best = struct + "+" + offset;
        int size = Integer.MAX_VALUE;
        for (String section : List.of("fields", "aliases")) {
            for (Map.Entry<String, JsonNode> field :
                    TABLE.at("/targets/amd64/struct/" + struct + "/" + section).properties()) {
                int start = field.getValue().path("offset").asInt();
                int length = field.getValue().path("size").asInt();
                if (offset >= start && offset < start + length && length < size) {
                    size = length;
                    best = struct + "." + field.getKey() + (offset > start ? "+" + (offset - start) : "");
                }
            }
        }
        return best;
    }

    private static JsonNode read() {
        try (InputStream in = Structs.class.getResourceAsStream("/org/nethook/netif/freebsd/freebsd-abi.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
