package org.nethook.netif.sim.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** One line of a recording: a call and its answer, a message that was read, or a note. */
record Exchange(JsonNode line) {

    /** Memory reached through a pointer at an offset of the main buffer. */
    record Aux(int offset, int size, byte[] in, byte[] out) {}

    int seq() {
        return line.get("seq").asInt();
    }

    String call() {
        return line.get("call").asText();
    }

    String request() {
        return line.path("request").asText("");
    }

    String comment() {
        return line.path("comment").asText("");
    }

    int ret() {
        return line.path("ret").asInt();
    }

    int errno() {
        return line.path("errno").asInt();
    }

    /** What a caller of the recorded call got: the result, or the negated errno. */
    int result() {
        return ret() == -1 && errno() != 0 ? -errno() : ret();
    }

    /** 0 is root, 1 an unprivileged process. */
    int worker() {
        return line.path("worker").asInt(0);
    }

    boolean isNote() {
        return call().equals("note") || call().equals("meta");
    }

    /** A message that the recorder itself drained from its routing socket or from devctl. */
    boolean isMessage() {
        return call().equals("read") && line.has("after");
    }

    boolean isDevctl() {
        return line.has("text");
    }

    boolean has(String field) {
        return line.hasNonNull(field);
    }

    int number(String field) {
        return line.get(field).asInt();
    }

    String text(String field) {
        return line.path(field).asText("");
    }

    /** Null when there is none. */
    byte[] bytes(String field) {
        return bytes(line.get(field));
    }

    private static byte[] bytes(JsonNode hex) {
        return hex == null || hex.isNull() ? null : HexFormat.of().parseHex(hex.asText());
    }

    List<Aux> aux() {
        List<Aux> all = new ArrayList<>();
        for (JsonNode aux : line.path("aux")) {
            all.add(new Aux(
                    aux.get("offset").asInt(), aux.get("size").asInt(), bytes(aux.get("in")), bytes(aux.get("out"))));
        }
        return all;
    }

    /** All memory that the kernel wrote to. */
    List<byte[]> outputs() {
        List<byte[]> all = new ArrayList<>();
        all.add(bytes("out"));
        aux().forEach(aux -> all.add(aux.out()));
        all.removeIf(Objects::isNull);
        return all;
    }

    /** The numbers of a sysctl; null when its name was not found. */
    int[] mib() {
        JsonNode mib = line.get("mib");
        if (mib == null || mib.isNull()) {
            return null;
        }
        int[] numbers = new int[mib.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) mib.get(i).asLong();
        }
        return numbers;
    }

    JsonNode args() {
        return line.path("args");
    }

    /** Memory passed as an argument; null when it is none. */
    byte[] argument(int index, String field) {
        return bytes(args().path(index).get(field));
    }
}
