package org.nethook.host.plugin.apiuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.host.plugin.HostVersion;

class ApiEndingsTest {
    /** A start must not pay for a list that is empty, so a constant says whether it is. */
    @Test
    void shouldKnowWhetherTheListHasALine() throws IOException {
        boolean any = ApiEndings.lines(ApiEndings.FILE).stream().anyMatch(line -> !line.startsWith("#"));
        assertEquals(any, ApiEndings.ANY, "ApiEndings.ANY must be " + any);
        assertEquals(any, ApiEndings.ofThisHost(HostVersion.VERSION) != null);
    }

    @Test
    void shouldHaveTheListsThatAreReadOnceSomethingEnds() throws IOException {
        ApiDescription api = ApiDescription.parse(HostVersion.VERSION, ApiEndings.lines(HostVersion.VERSION + ".txt"));
        api.end(List.of(
                "# a comment",
                "LAST 0.2.0 org/nethook/api/PluginContext report ()Lorg/nethook/api/Reporter; # use it"));
        assertEquals(
                new Ending(Ending.Stage.LAST, "0.2.0", "use it"),
                api.found("org/nethook/api/PluginContext", "report ()Lorg/nethook/api/Reporter;")
                        .ending());
    }

    @Test
    void shouldRefuseALineThatIsNone() throws IOException {
        ApiDescription api = ApiDescription.parse("0.2.0", List.of());
        for (String line : List.of("GONE 0.2.0", "GOING 0.2.0 a/B", "GONE 0.2.0 a/B c")) {
            IOException e = assertThrows(IOException.class, () -> api.end(List.of(line)));
            assertEquals("the list of endings has a line that is none: " + line, e.getMessage());
        }
    }
}
