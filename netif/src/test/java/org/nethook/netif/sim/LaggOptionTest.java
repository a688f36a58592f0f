package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.LaggOption;

/** SIOCSLAGGOPTS as if_lagg.c has it; no recording has this request. */
class LaggOptionTest {
    private final TestMachine machine = TestMachine.plain("14.0", "em0");

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void shouldTakeOptionsOfLacpOnlyWithLacp() throws NetifException {
        machine.control.create("lagg0");
        assertEquals("EINVAL", errnoOf(LaggOption.LACP_STRICT));
        machine.control.setLaggProtocol("lagg0", LaggProtocol.LACP);
        machine.control.setLaggOption("lagg0", LaggOption.LACP_STRICT, true);
    }

    @Test
    void shouldNotKnowNumaBefore14() throws NetifException {
        machine.control.create("lagg0");
        machine.control.setLaggOption("lagg0", LaggOption.USE_NUMA, false);
        try (TestMachine older = TestMachine.plain("12.1", "em0")) {
            older.control.create("lagg0");
            NetifException e = assertThrows(
                    NetifException.class, () -> older.control.setLaggOption("lagg0", LaggOption.USE_NUMA, true));
            assertEquals("EINVAL", e.errno().orElseThrow().name());
        }
    }

    private String errnoOf(LaggOption option) {
        return assertThrows(NetifException.class, () -> machine.control.setLaggOption("lagg0", option, true))
                .errno()
                .orElseThrow()
                .name();
    }
}
