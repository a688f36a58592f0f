package org.nethook.host.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {
    private static final Style RICH = new Style(true, true, 80);

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
    void shouldUseTheWidthOfTheTerminalWhereItIsTold() {
        assertEquals(new Style(true, true, 120), ColourChoice.AUTO.style(Map.of("COLUMNS", "120"), true, "UTF-8"));
        assertEquals(RICH, ColourChoice.AUTO.style(Map.of("COLUMNS", "20"), true, "UTF-8"));
        assertEquals(RICH, ColourChoice.AUTO.style(Map.of("COLUMNS", "wide"), true, "UTF-8"));
    }

    @Test
    void shouldDrawWithAsciiWhereTheTerminalKnowsNothingElse() {
        assertEquals(new Style(true, false, 80), ColourChoice.AUTO.style(Map.of(), true, "ANSI_X3.4-1968"));
    }
}
