package org.nethook.host.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {
    private static final Style RICH = new Style(true, true);

    @Test
    void shouldColourATerminalOnly() {
        assertEquals(RICH, ColourChoice.AUTO.style(Map.of(), true, "UTF-8"));
        assertEquals(Style.PLAIN, ColourChoice.AUTO.style(Map.of(), false, "UTF-8"));
    }

    @Test
    void shouldHonourTheEnvironmentUnlessToldOtherwise() {
        assertEquals(Style.PLAIN, ColourChoice.AUTO.style(Map.of("NO_COLOR", "1"), true, "UTF-8"));
        assertEquals(RICH, ColourChoice.AUTO.style(Map.of("NO_COLOR", ""), true, "UTF-8"));
        assertEquals(Style.PLAIN, ColourChoice.AUTO.style(Map.of("TERM", "dumb"), true, "UTF-8"));
        assertEquals(RICH, ColourChoice.ALWAYS.style(Map.of("NO_COLOR", "1", "TERM", "dumb"), false, "UTF-8"));
        assertEquals(Style.PLAIN, ColourChoice.NEVER.style(Map.of(), true, "UTF-8"));
    }

    @Test
    void shouldDrawWithAsciiWhereTheTerminalKnowsNothingElse() {
        assertEquals(new Style(true, false), ColourChoice.AUTO.style(Map.of(), true, "ANSI_X3.4-1968"));
    }
}
