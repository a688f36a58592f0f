package org.nethook.testkit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.testkit.Probe;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** A plugin that puts em0 into a lagg, killed at every write and refused at every call. */
class MatrixTest {
    private static final InterfaceAddress ADDRESS = InterfaceAddress.parse("192.0.2.4/24");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true);

    private static TestHostBuilder machine() {
        return TestHost.with(new Probe(EventFilter.any(), (event, context) -> wantLagg(context)))
                .mayControl("lagg*, em0")
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01");
    }

    /** Asked again it changes nothing. */
    private static void wantLagg(PluginContext context) throws NetifException {
        if (context.netif().find("lagg0").isPresent()) {
            return;
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new InterfaceStep.Create("lagg0"));
        steps.add(new LaggStep.SetProtocol("lagg0", LaggProtocol.FAILOVER, LaggProtocol.NONE));
        steps.add(new LaggStep.AddPort("lagg0", "em0"));
        steps.add(new AddressStep.Add("lagg0", ADDRESS));
        steps.add(new InterfaceStep.BringUp("lagg0"));
        context.apply(new Plan("lagg0", "em0 is to be in a lagg", steps));
    }

    private static void happen(TestHost host) {
        host.hardware().loseLink("em0");
        host.advance(Duration.ofSeconds(1));
        host.hardware().restoreLink("em0");
        host.advance(Duration.ofSeconds(1));
    }

    @Test
    @Tag("B9")
    void shouldReachTheSameEndWhereverTheHostIsKilled() throws Exception {
        int runs = CrashMatrix.of(MatrixTest::machine, MatrixTest::happen)
                .run(print)
                .ran();
        assertEquals("crash matrix: " + runs + " of " + runs + "\n", out.toString());
        assertTrue(runs > 60, out.toString());
    }

    @Test
    void shouldEndAtTheStartOrTheGoalWhicheverCallFails() throws Exception {
        int runs = FaultMatrix.of(MatrixTest::machine, MatrixTest::happen)
                .run(print)
                .ran();
        assertEquals("fault matrix: " + runs + " of " + runs + "\n", out.toString());
        assertTrue(runs > 100, out.toString());
    }

    @Test
    void shouldFindAPluginThatDoesNotSurviveACrash() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> CrashMatrix.of(
                                () -> TestHost.with(new Probe(EventFilter.any(), (event, context) -> {
                                            if (context.state().get("begun").isEmpty()) {
                                                context.state().put("begun", "yes");
                                                context.apply(new Plan(
                                                        "lagg0", "once", List.of(new InterfaceStep.Create("lagg0"))));
                                            }
                                        }))
                                        .mayControl("lagg*")
                                        .interfaceNamed("em0", "em", "00:00:5e:00:53:01"),
                                MatrixTest::happen)
                        .run(print));
        assertTrue(error.getMessage().contains("killed AFTER write [1]"), error.getMessage());
    }
}
