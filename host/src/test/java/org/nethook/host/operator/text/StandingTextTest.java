package org.nethook.host.operator.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing;
import org.nethook.host.operator.Standing.Kind;

class StandingTextTest {
    private static final Plan PLAN = new Plan(
            "lagg1",
            "failover lagg of hn0 and its VF mlxen0, with the configuration of hn0, because the kernel leaves the failover to us",
            List.of("why lagg1: lagg0 has the ports em0 and em1"),
            List.of(new InterfaceStep.Create("lagg1"), new LaggStep.AddPort("lagg1", "hn0")),
            Optional.of(Duration.ofSeconds(60)));
    private static final PlanAnswer ANSWER = new PlanAnswer(
            Instant.EPOCH,
            List.of(
                    new Standing("hn0", "hyperv-vf", Kind.WOULD_CHANGE, PLAN.reason(), Optional.of(PLAN)),
                    nothing("hn1", Kind.AS_WANTED, "hn1 and mlxen1 are in lagg2"),
                    nothing("hn2", Kind.REFUSED, "lagg3 has the ports em2 and em3"),
                    nothing("hn10", Kind.UNKNOWN, "list interfaces: EPERM (1)")),
            Optional.empty());

    private static Standing nothing(String ifName, Kind kind, String reason) {
        return new Standing(ifName, "hyperv-vf", kind, reason, Optional.empty());
    }

    @Test
    void shouldShowAPlanWithItsReasonsAndSteps() {
        assertEquals("""
                hn0 (hyperv-vf): would change: failover lagg of hn0 and its VF mlxen0, with the configuration of
                                 hn0, because the kernel leaves the failover to us
                  why lagg1: lagg0 has the ports em0 and em1
                   1  create lagg1
                   2  add port hn0 to lagg1
                  It is undone when the machine had a working path before and has none for 60 s after.

                hn1 (hyperv-vf): as wanted: hn1 and mlxen1 are in lagg2

                hn2 (hyperv-vf): REFUSED: lagg3 has the ports em2 and em3

                hn10 (hyperv-vf): UNKNOWN: list interfaces: EPERM (1)

                Nothing was touched: 1 would change, 1 as wanted, 1 refused, 1 unknown. To do it: nethook apply
                """, StandingText.plan(ANSWER, 100, ZoneOffset.UTC));
    }

    @Test
    void shouldLeaveLinesWholeWhereThereIsNoTerminal() {
        String first =
                StandingText.plan(ANSWER, 0, ZoneOffset.UTC).lines().findFirst().orElseThrow();
        assertEquals("hn0 (hyperv-vf): would change: " + PLAN.reason(), first);
    }

    @Test
    void shouldFitNarrowAndWideTerminals() {
        for (int width : new int[] {80, 100, 200}) {
            int widest = StandingText.plan(ANSWER, width, ZoneOffset.UTC)
                    .lines()
                    .mapToInt(String::length)
                    .max()
                    .orElseThrow();
            assertEquals(true, widest <= Math.min(width, 100), width + ": " + widest);
        }
    }

    @Test
    void shouldCheckWithALineForEachInterface() {
        assertEquals(
                "DRIFT     hn0   hyperv-vf: " + PLAN.reason() + " (2 steps; see nethook plan hn0)\n"
                        + "in order  hn1   hyperv-vf: hn1 and mlxen1 are in lagg2\n"
                        + "REFUSED   hn2   hyperv-vf: lagg3 has the ports em2 and em3\n"
                        + "UNKNOWN   hn10  hyperv-vf: list interfaces: EPERM (1)\n",
                StandingText.check(ANSWER, ZoneOffset.UTC));
    }

    @Test
    void shouldShowMomentsAsTheOperatorsClockDoes() {
        PlanAnswer held = new PlanAnswer(
                Instant.EPOCH,
                List.of(nothing("hn0", Kind.AS_WANTED, "an operator released hn0 at 2026-11-23T03:00:00Z")),
                Optional.empty());
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        String expected = "an operator released hn0 at 2026-11-23 04:00:00 CET\n";
        assertTrue(StandingText.check(held, berlin).endsWith(expected), StandingText.check(held, berlin));
        assertTrue(StandingText.order(held, 100, berlin).endsWith(expected));
        assertTrue(StandingText.plan(held, 100, berlin).contains(expected));
    }

    @Test
    void shouldSayWhenThereIsNothingToKeep() {
        PlanAnswer none = new PlanAnswer(Instant.EPOCH, List.of(), Optional.empty());
        assertEquals(
                "No plugin keeps an interface of this machine in order.\n",
                StandingText.plan(none, 100, ZoneOffset.UTC));
        assertEquals(
                "No plugin keeps an interface of this machine in order.\n", StandingText.check(none, ZoneOffset.UTC));
    }

    @Test
    void shouldShowWhatATerminalWouldObeyInsteadOfSendingIt() {
        PlanAnswer nasty = new PlanAnswer(
                Instant.EPOCH, List.of(nothing("hn0", Kind.REFUSED, "it is called \033[31mred\n")), Optional.empty());
        assertEquals(
                "REFUSED   hn0  hyperv-vf: it is called \\u001b[31mred\\u000a\n",
                StandingText.check(nasty, ZoneOffset.UTC));
    }
}
