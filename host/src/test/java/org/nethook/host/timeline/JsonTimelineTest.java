package org.nethook.host.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTimelineTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<JsonNode> lines(Optional<Duration> outage, Optional<LineCounts> counts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Run run = new Run();
        run.tell(new JsonTimeline(bytes, run::elapsed), outage, counts);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.endsWith("}\n"), text);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }

    /** JSON with single quotes, which read better in Java. */
    private static JsonNode json(String text) throws IOException {
        return MAPPER.readTree(text.replace('\'', '"'));
    }

    @Test
    void shouldWriteOneObjectALine() throws IOException {
        List<JsonNode> lines = lines(Optional.of(Duration.ofMillis(250)), Optional.empty());

        assertEquals(
                List.of(
                        json("{'at_ms':0,'kind':'note','source':'hardware','message':'the machine boots'}"),
                        json(
                                "{'at_ms':0,'kind':'event','system':'IFNET','subsystem':'lo0','type':'ATTACH','data':{}}")),
                lines.subList(0, 2));
        assertEquals(
                List.of(
                        json("{'at_ms':2000,'kind':'note','source':'path','message':'hn0'}"),
                        json("{'at_ms':750000,'kind':'note','source':'hardware',"
                                + "'message':'VF mlxen0 offered for hn0: the hypervisor found a free one'}")),
                lines.subList(4, 6));
        assertEquals(
                List.of(
                        json("{'at_ms':753000,'kind':'plan','plugin':'hyperv-vf','interface':'lagg0',"
                                + "'reason':'mlxen0 is up','dry_run':false,"
                                + "'steps':['create lagg0','add port mlxen0 to lagg0']}"),
                        json("{'at_ms':753000,'kind':'step','plugin':'hyperv-vf','step':'create lagg0',"
                                + "'outcome':'done','message':''}"),
                        json("{'at_ms':753000,'kind':'step','plugin':'hyperv-vf','step':'add port mlxen0 to lagg0',"
                                + "'outcome':'failed','message':'add lagg port mlxen0: ENXIO (6)'}"),
                        json("{'at_ms':753000,'kind':'step','plugin':'hyperv-vf','step':'destroy lagg0',"
                                + "'outcome':'undone','message':''}"),
                        json("{'at_ms':753000,'kind':'alarm','source':'hyperv-vf',"
                                + "'message':'mlxen0 was refused'}")),
                lines.subList(9, 14));
    }

    @Test
    void shouldEndWithTheSummary() throws IOException {
        List<JsonNode> lines = lines(Optional.of(Duration.ofMillis(250)), Optional.empty());
        JsonNode summary = lines.get(lines.size() - 1);

        assertEquals("summary", summary.path("kind").asText());
        assertEquals(250, summary.path("outage_ms").asInt());
        assertEquals(3, summary.path("outage_calls").asInt());
        JsonNode lagg = summary.path("interfaces").path(2);
        assertEquals("lagg0", lagg.path("name").asText());
        assertEquals(json("['UP']"), lagg.path("flags"));
        assertEquals(1500, lagg.path("mtu").asInt());
        assertEquals("00:0d:3a:12:34:56", lagg.path("mac").asText());
        assertEquals("up", lagg.path("link").asText());
        assertEquals(json("['10.0.0.4/24']"), lagg.path("addresses"));
        assertEquals(
                json("{'protocol':'failover','ports':[{'name':'hn0','flags':['MASTER']},"
                        + "{'name':'mlxen0','flags':['ACTIVE']}]}"),
                lagg.path("lagg"));
        assertEquals(
                json("[{'destination':'0.0.0.0/0','gateway':'10.0.0.1','interface':'lagg0'},"
                        + "{'destination':'10.0.0.0/24','interface':'lagg0'}]"),
                summary.path("routes"));
    }

    @Test
    void shouldNeverRoundAnOutageToNone() throws IOException {
        List<JsonNode> lines = lines(Optional.of(Duration.ofNanos(1)), Optional.empty());

        assertEquals(1, lines.get(lines.size() - 1).path("outage_ms").asInt());
    }

    @Test
    void shouldWriteNullWhereThereNeverWasAPathAndAccountForLines() throws IOException {
        LineCounts counts = new LineCounts(3, 1, 1, 1, List.of(new LineCounts.Malformed(2, "has no type=")));
        List<JsonNode> lines = lines(Optional.empty(), Optional.of(counts));
        JsonNode summary = lines.get(lines.size() - 1);

        assertTrue(summary.path("outage_ms").isNull());
        assertEquals(
                json("{'read':3,'comments':1,'events':1,'unwanted':1,"
                        + "'malformed':[{'line':2,'reason':'has no type='}]}"),
                summary.path("lines"));
    }
}
