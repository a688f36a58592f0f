package org.nethook.netif.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.netif.event.EventLine;

@Tag("A2")
class ResyncTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final Resync resync = new Resync();

    private static Netif ethernet(String ifName, int index) {
        return Netif.named(ifName)
                .index(index)
                .mac(MacAddress.parse("02:00:00:00:00:0" + index))
                .build();
    }

    private static Netif loopback() {
        return Netif.named("lo0")
                .index(9)
                .flags(8, Set.of(InterfaceFlag.LOOPBACK))
                .mac(MacAddress.parse("00:00:00:00:00:00"))
                .build();
    }

    private List<String> events(Netif... now) {
        List<String> texts = new ArrayList<>();
        for (InterfaceEvent event : resync.events(List.of(now), AT)) {
            assertTrue(event.isResync(), event.toString());
            assertEquals(AT, event.at());
            texts.add(event
                    + (event.data().containsKey("name") ? " " + event.data().get("name") : ""));
        }
        return texts;
    }

    private void heard(String line) throws Exception {
        resync.heard(EventLine.parse(line, AT));
    }

    @Test
    @Tag("A9")
    void shouldHaveEachInterfaceComeOnceAtTheStart() {
        assertEquals(
                List.of("ETHERNET hn0 IFATTACH", "ETHERNET mlxen0 IFATTACH", "IFNET lo0 ATTACH"),
                events(ethernet("hn0", 1), ethernet("mlxen0", 2), loopback()));
    }

    @Test
    void shouldHaveWhatIsGoneLeaveFirst() throws Exception {
        events(ethernet("hn0", 1), ethernet("mlxen0", 2));
        heard("!system=IFNET subsystem=tap0 type=ATTACH");
        heard("!system=ETHERNET subsystem=tap0 type=IFATTACH");

        assertEquals(
                List.of("IFNET mlxen0 DETACH", "IFNET tap0 DETACH", "ETHERNET hn0 IFATTACH"),
                events(ethernet("hn0", 1)));
        assertEquals(List.of("ETHERNET hn0 IFATTACH"), events(ethernet("hn0", 1)));
    }

    @Test
    void shouldNotHaveWhatWasHeardToLeaveDoSoAgain() throws Exception {
        events(ethernet("hn0", 1), ethernet("mlxen0", 2));
        heard("!system=IFNET subsystem=mlxen0 type=DETACH");

        assertEquals(List.of("ETHERNET hn0 IFATTACH"), events(ethernet("hn0", 1)));
    }

    @Test
    @Tag("A10")
    void shouldFollowARenameThatWasHeardAndOneThatWasNot() throws Exception {
        events(ethernet("hn0", 1), ethernet("hn1", 2));
        heard("!system=IFNET subsystem=hn0 type=RENAME name=wan0");

        assertEquals(
                List.of("IFNET hn1 RENAME lan0", "ETHERNET wan0 IFATTACH", "ETHERNET lan0 IFATTACH"),
                events(ethernet("wan0", 1), ethernet("lan0", 2)));
    }

    @Test
    void shouldNotTakeASwapOfNamesForAnInterfaceThatLeft() {
        events(ethernet("a", 1), ethernet("b", 2), ethernet("c", 3));

        assertEquals(
                List.of("IFNET c DETACH", "ETHERNET a IFATTACH", "ETHERNET b IFATTACH"),
                events(ethernet("a", 2), ethernet("b", 3)));
    }

    @Test
    @Tag("A11")
    void shouldLeaveOutANameThatIsNotBelieved() {
        assertEquals(List.of(), events(ethernet("../../x", 1), ethernet("a;b", 2)));
    }

    @Test
    void shouldTellASyntheticEventFromAnother() throws Exception {
        assertFalse(
                EventLine.parse("!system=IFNET subsystem=a type=LINK_UP", AT).isResync());
        assertTrue(EventLine.parse("!system=IFNET subsystem=a type=LINK_UP resync=1", AT)
                .isResync());
    }
}
