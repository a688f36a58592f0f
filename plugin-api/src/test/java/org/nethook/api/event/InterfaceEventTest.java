package org.nethook.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterfaceEventTest {
    @Test
    void shouldTellAttachFromIfattach() {
        assertEquals(EventType.ATTACH, EventType.of("IFNET", "ATTACH"));
        assertEquals(EventType.IFATTACH, EventType.of("ETHERNET", "IFATTACH"));
        assertEquals(EventType.OTHER, EventType.of("IFNET", "IFATTACH"));
        assertEquals(EventType.OTHER, EventType.of("", ""));
    }

    @Test
    void shouldFilterByType() {
        InterfaceEvent up = new InterfaceEvent("HYPERV_NIC_VF", "hn0", "VF_UP", Map.of(), Instant.EPOCH);
        assertTrue(EventFilter.of(EventType.VF_UP, EventType.VF_DOWN).matches(up));
        assertFalse(EventFilter.of(EventType.VF_DOWN).matches(up));
        assertTrue(EventFilter.any().matches(up));
    }
}
