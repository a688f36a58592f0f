package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;

/** Steps that give back, on the way forth or back, what the kernel takes along with an address. */
class KeepingStepTest {
    private static final InterfaceAddress FIRST = InterfaceAddress.parse("10.0.0.4/24");
    private static final InterfaceAddress SECOND = InterfaceAddress.parse("10.0.0.5/24");
    private static final Route DEFAULT = Route.defaultVia(IpAddress.parse("10.0.0.1"), "hn0");

    private TestMachine machine;
    private StepTarget target;

    @BeforeEach
    void boot() {
        machine = TestMachine.boot(new MachineSpec(
                "14.0",
                Map.of(),
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)),
                "ifconfig_hn0=\"inet 10.0.0.4/24\"\nifconfig_hn0_alias0=\"inet 10.0.0.5/24\"\ndefaultrouter=\"10.0.0.1\"\n",
                List.of()));
        target = new StepTarget(
                machine.machine.platform().query(),
                machine.machine.platform().control(),
                machine.machine.platform().dhcp());
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private List<InterfaceAddress> addresses() throws NetifException {
        List<InterfaceAddress> found = new ArrayList<>();
        for (InterfaceAddress each : target.query().find("hn0").orElseThrow().addresses()) {
            if (each.address().isV4()) {
                found.add(each);
            }
        }
        return found;
    }

    private boolean hasDefault() throws NetifException {
        return target.query().routes().contains(DEFAULT);
    }

    @Test
    void shouldPutARouteBackInBothDirections() throws Exception {
        Step keep = new RouteStep.Keep(DEFAULT, 0);
        assertTrue(keep.isDone(target));
        keep.apply(target);
        assertTrue(hasDefault());

        Step remove = new AddressStep.Remove("hn0", FIRST);
        remove.apply(target);
        assertFalse(hasDefault(), "the kernel took the route along");
        assertFalse(keep.isDone(target));
        assertEquals(Optional.empty(), keep.obstacle(target));
        keep.apply(target);
        assertTrue(hasDefault());

        remove.undo().orElseThrow().apply(target);
        new AddressStep.Remove("hn0", SECOND).apply(target);
        assertFalse(hasDefault());
        keep.undo().orElseThrow().apply(target);
        assertTrue(hasDefault());
    }

    @Test
    void shouldGiveTheOrderOfAddressesBack() throws Exception {
        Step behind = new AddressStep.Behind("hn0", SECOND);
        behind.apply(target);
        Step remove = new AddressStep.Remove("hn0", FIRST);
        remove.apply(target);
        remove.undo().orElseThrow().apply(target);
        assertEquals(List.of(SECOND, FIRST), addresses());

        Step back = behind.undo().orElseThrow();
        assertFalse(back.isDone(target));
        back.apply(target);
        assertEquals(List.of(FIRST, SECOND), addresses());
        assertTrue(back.isDone(target));
        back.apply(target);
        assertEquals(List.of(FIRST, SECOND), addresses());
        assertEquals(behind, back.undo().orElseThrow());
    }

    @Test
    void shouldRemoveWhatADhcpClientLeaves() throws Exception {
        Step stop = new DhcpStep.Stop("hn0");
        assertTrue(stop.isDone(target));
        target.control().addAddress("hn0", InterfaceAddress.parse("0.0.0.0/8"));
        assertFalse(stop.isDone(target));
        stop.apply(target);
        assertEquals(List.of(FIRST, SECOND), addresses());
        assertTrue(stop.isDone(target));
    }
}
