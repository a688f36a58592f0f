package org.nethook.host.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTimelineTest {

    private static String text(Style style, Optional<Duration> outage, Optional<LineCounts> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Run run = new Run();
        TextTimeline timeline =
                new TextTimeline(new PrintStream(bytes, false, StandardCharsets.UTF_8), style, run::elapsed);
        run.tell(timeline, outage, lines);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldBeReadableAndWholeInAPipe() {
        assertEquals("""
                A title
                a machine
                plugins: hyperv-vf 0.1.0, other 2

                -------------+------------------------------------------------------------------
                00:00:00.000 | hardware     the machine boots
                             | event        IFNET lo0 ATTACH, IFNET hn0 ATTACH
                             | event        ETHERNET hn0 IFATTACH
                             |
                00:00:02.000 | path         traffic takes hn0
                             |
                00:12:30.000 | hardware     VF mlxen0 offered for hn0
                             |              the hypervisor found a free one
                             | event        IFNET mlxen0 ATTACH
                             | event        ETHERNET mlxen0 IFATTACH a=b?[2J
                             | hyperv-vf    in 3 s: bring up mlxen0
                             |
                00:12:33.000 | hyperv-vf    mlxen0 is up
                             |                ok     create lagg0
                             |                FAILED add port mlxen0 to lagg0: add lagg port mlxen0: ENXIO (6)
                             |                undone destroy lagg0
                             | hyperv-vf    ALARM: mlxen0 was refused
                             | event        IFNET lagg0 ATTACH
                             | path         NO WORKING PATH: hn0 has no link
                             |
                00:15:00.000 | end          this is how the machine is left:
                -------------+------------------------------------------------------------------

                interface  state  link  mtu   mac                lagg               addresses
                hn0        up     down  1500  00:0d:3a:12:34:56  in lagg0, primary  -
                mlxen0     down   -     1500  00:0d:3a:12:34:56  in lagg0, active   -
                lagg0      up     up    1500  00:0d:3a:12:34:56  failover           10.0.0.4/24

                route        gateway   interface
                default      10.0.0.1  lagg0
                10.0.0.0/24  -         lagg0

                longest time without a working path: 1 ms (3 kernel calls)
                look above: 1 alarm, 1 failed step
                """, text(Style.PLAIN, Optional.of(Duration.ofNanos(1)), Optional.empty()));
    }

    @Test
    void shouldDrawOnATerminalAndBreakLongLines() {
        String text = text(new Style(false, true, 70), Optional.of(Duration.ZERO), Optional.empty());

        assertTrue(text.contains("""
                        00:12:33.000 │ hyperv-vf    mlxen0 is up
                                     │                ✓ create lagg0
                                     │                ✗ add port mlxen0 to lagg0: add lagg
                                     │                  port mlxen0: ENXIO (6)
                                     │                ↶ undone: destroy lagg0
                                     │ hyperv-vf    ⚠ ALARM: mlxen0 was refused
                        """), text);
        assertTrue(text.contains("\n✓ longest time without a working path: 0 ms\n"), text);
        assertTrue(text.contains("\ninterface  state  link  mtu   lagg               addresses\n"), text);
    }

    @Test
    void shouldColourTheSameText() {
        Style dressed = new Style(true, false, 0);
        String coloured = text(dressed, Optional.of(Duration.ZERO), Optional.empty());

        assertTrue(coloured.contains("\033[32mok    \033[0m create lagg0\n"), coloured);
        assertTrue(coloured.contains("\033[1;97;41mALARM: mlxen0 was refused\033[0m\n"), coloured);
        assertEquals(
                text(Style.PLAIN, Optional.of(Duration.ZERO), Optional.empty()),
                coloured.replaceAll("\033\\[[0-9;]*m", ""));
    }

    @Test
    void shouldNotLetAnEventReachTheTerminal() {
        String text = text(Style.PLAIN, Optional.of(Duration.ZERO), Optional.empty());

        assertFalse(text.contains("\033"), text);
    }

    @Test
    void shouldSayThatThereNeverWasAPath() {
        String text = text(Style.PLAIN, Optional.empty(), Optional.empty());

        assertTrue(text.contains("\nthere never was a working path\n"), text);
    }

    @Test
    void shouldAccountForEveryLineOfARecording() {
        LineCounts counts = new LineCounts(
                7,
                1,
                4,
                3,
                List.of(new LineCounts.Malformed(3, "has no type="), new LineCounts.Malformed(5, "not UTF-8")));

        String text = text(Style.PLAIN, Optional.empty(), Optional.of(counts));

        assertTrue(text.contains("""

                        line 3 dropped: has no type=
                        line 5 dropped: not UTF-8
                        7 lines read: 4 events (3 that no plugin asked for), 1 comment or blank line, 2 malformed
                        """), text);
    }
}
