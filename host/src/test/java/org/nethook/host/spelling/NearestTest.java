package org.nethook.host.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("hyperv-vf", "dhcp-info", "dns-info", "level");

    @Test
    void shouldGuessWhatDiffersByALetterOrTwo() {
        assertEquals("hyperv-vf", Nearest.to("hyperv-fv", NAMES));
        assertEquals("dns-info", Nearest.to("dnsinfo", NAMES));
        assertEquals("level", Nearest.to("levle", NAMES));
        assertEquals("; did you mean level?", Nearest.suggestion("leve", NAMES));
    }

    @Test
    void shouldNotGuessWhatDiffersByMore() {
        assertNull(Nearest.to("ip-injection", NAMES));
        assertNull(Nearest.to("dhcp-info", List.of("dns-info")));
        assertNull(Nearest.to("on", List.of("off")));
        assertEquals("", Nearest.suggestion("x", List.of()));
    }
}
