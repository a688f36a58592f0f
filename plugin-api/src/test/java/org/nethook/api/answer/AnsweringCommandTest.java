package org.nethook.api.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;

class AnsweringCommandTest {
    /** Says its arguments. */
    private static final AnsweringCommand ECHO = new AnsweringCommand() {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String summary() {
            return "say the arguments";
        }

        @Override
        public List<String> lines(List<String> arguments, PluginContext context) {
            return arguments;
        }

        @Override
        public JsonObject json(List<String> arguments, PluginContext context) {
            return new JsonObject().put("arguments", arguments);
        }
    };

    private static String run(String... arguments) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            assertEquals(0, ECHO.run(List.of(arguments), out, null));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintLinesOrOneObject() throws Exception {
        assertEquals("", run());
        assertEquals("a\nb\n", run("a", "b"));
        assertEquals("{\"arguments\":[\"a\",\"b\"]}\n", run("a", "--json", "b"));
        assertEquals("{\"arguments\":[]}\n", run("--json"));
    }

    @Test
    void shouldRefuseOtherOptions() {
        UsageException refusal = assertThrows(UsageException.class, () -> run("a", "--jsonx"));
        assertEquals("echo has no option but --json", refusal.getMessage());
    }

    @Test
    void shouldNotLetALineBecomeTwo() {
        IllegalStateException bug = assertThrows(IllegalStateException.class, () -> run("a", "b\nEnabled"));
        assertEquals("the answer has a control character: \"b\\u000aEnabled\"", bug.getMessage());
    }

    @Test
    void shouldWriteJson() {
        JsonObject object = new JsonObject()
                .put("text", "\"\\\u0000\u007f \u00e9\ud83d")
                .put("absent", (String) null)
                .put("yes", true)
                .put("undecided", (Boolean) null)
                .put("number", -3)
                .put("at", Instant.EPOCH)
                .put("object", new JsonObject())
                .put("list", List.of("a", new JsonObject().put("b", 1)));
        assertEquals(
                "{\"text\":\"\\\"\\\\\\u0000\\u007f \u00e9\\ud83d\",\"absent\":null,\"yes\":true,\"undecided\":null,"
                        + "\"number\":-3,\"at\":\"1970-01-01T00:00:00Z\",\"object\":{},\"list\":[\"a\",{\"b\":1}]}",
                object.toString());
        assertThrows(IllegalArgumentException.class, () -> object.put("yes", false));
        assertThrows(IllegalArgumentException.class, () -> object.put("list2", List.of(1)));
    }
}
