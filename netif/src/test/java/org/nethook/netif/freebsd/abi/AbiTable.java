package org.nethook.netif.freebsd.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The numbers that compilers emitted from the headers of each FreeBSD release, as freebsd-abi.json has them. */
final class AbiTable {
    static final List<String> VERSIONS = List.of("12.1", "12.2", "13.0", "14.x", "15.0");
    static final List<String> TARGETS = List.of("amd64", "arm64");

    private final JsonNode root;
    private final String version;
    private final String target;

    private AbiTable(JsonNode root, String version, String target) {
        this.root = root;
        this.version = version;
        this.target = target;
    }

    static AbiTable of(String version, String target) {
        return new AbiTable(read(), version, target);
    }

    static JsonNode read() {
        try (InputStream in = AbiTable.class.getResourceAsStream("/org/nethook/netif/freebsd/freebsd-abi.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An ioctl request; empty when this release's headers do not have it. */
    OptionalLong ioctl(String name) {
        requireSameOnTarget("ioctl");
        JsonNode value = versioned("ioctl", name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.decode(value.asText()));
    }

    /** A constant; empty when this release's headers do not have it. */
    OptionalLong constant(String name) {
        JsonNode value = versioned("const", name);
        if (value == null) {
            return OptionalLong.empty();
        }
        JsonNode differs = root.at("/targets/" + target + "/differences_by_version/" + version + "/const/" + name);
        return OptionalLong.of(
                differs.isMissingNode() ? value.asLong() : differs.get(target).asLong());
    }

    /** An errno; empty when this release does not have it. */
    OptionalLong errno(String name) {
        JsonNode value = root.at("/errno/freebsd/" + name);
        return value.isMissingNode() || !inThisVersion("const", name)
                ? OptionalLong.empty()
                : OptionalLong.of(value.asLong());
    }

    private JsonNode versioned(String section, String name) {
        JsonNode versions = root.get("versions");
        JsonNode changed = versions.at("/value_or_layout_changed/" + section + "/" + name);
        if (!changed.isMissingNode()) {
            return changed.get(version);
        }
        JsonNode absent = versions.at("/names_absent_from_base/" + section + "/" + name);
        if (!absent.isMissingNode()) {
            return contains(absent.get("in")) ? absent.get("value") : null;
        }
        JsonNode base = root.at("/targets/amd64/" + section + "/" + name);
        return base.isMissingNode() || !inThisVersion(section, name) ? null : base;
    }

    private boolean inThisVersion(String section, String name) {
        JsonNode only = root.at("/versions/not_in_every_version/" + section + "/" + name);
        return only.isMissingNode() || contains(only);
    }

    private boolean contains(JsonNode names) {
        for (JsonNode name : names) {
            if (name.asText().equals(version)) {
                return true;
            }
        }
        return false;
    }

    private void requireSameOnTarget(String section) {
        if (!target.equals("amd64")) {
            for (JsonNode same : root.at("/targets/" + target + "/identical_sections")) {
                if (same.asText().equals(section)) {
                    return;
                }
            }
            throw new AssertionError("the table does not say that " + section + " is the same on " + target);
        }
    }

    /** The name of the struct whose codec has this name, such as lagg_reqport for LaggReqPort; null for none. */
    String structNamed(String codec) {
        Iterator<String> names = root.at("/targets/amd64/struct").fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.replace("_", "").equalsIgnoreCase(codec)) {
                return name;
            }
        }
        return null;
    }

    /** Size of a struct. */
    int size(String struct) {
        requireSameOnTarget("struct");
        int size = root.at("/targets/amd64/struct/" + struct + "/size").asInt();
        for (Map.Entry<String, JsonNode> step : steps(struct).entrySet()) {
            size = step.getValue()
                    .get("size")
                    .get(isAfter(step.getKey()) ? 0 : 1)
                    .asInt();
        }
        return size;
    }

    /** Offsets of a struct's fields by their names as constants: upper case, with an underscore between the levels. */
    Map<String, Integer> offsets(String struct) {
        requireSameOnTarget("struct");
        JsonNode base = root.at("/targets/amd64/struct/" + struct);
        Map<String, Integer> offsets = new HashMap<>();
        for (String section : List.of("fields", "aliases")) {
            base.path(section)
                    .properties()
                    .forEach(field -> offsets.put(
                            field.getKey().replace('.', '_').toUpperCase(),
                            field.getValue().get("offset").asInt()));
        }
        for (Map.Entry<String, JsonNode> step : steps(struct).entrySet()) {
            if (isAfter(step.getKey())) {
                for (String section : List.of("fields_added", "fields_moved")) {
                    step.getValue()
                            .get(section)
                            .fieldNames()
                            .forEachRemaining(name ->
                                    offsets.remove(name.replace('.', '_').toUpperCase()));
                }
            }
        }
        return offsets;
    }

    private Map<String, JsonNode> steps(String struct) {
        Map<String, JsonNode> steps = new TreeMap<>();
        root.at("/versions/value_or_layout_changed/struct/" + struct)
                .properties()
                .forEach(step -> steps.put(step.getKey(), step.getValue()));
        return steps;
    }

    /** Whether a step such as 12.2->13.0 came after this version. */
    private boolean isAfter(String step) {
        return VERSIONS.indexOf(step.substring(step.indexOf('>') + 1)) > VERSIONS.indexOf(version);
    }
}
