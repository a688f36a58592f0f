package org.nethook.host.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;

/** A short run that has one of everything, told to a timeline. */
final class Run {
    private Duration elapsed = Duration.ZERO;

    Duration elapsed() {
        return elapsed;
    }

    private static InterfaceEvent event(String system, String subsystem, String type, Map<String, String> data) {
        return new InterfaceEvent(system, subsystem, type, data, Instant.EPOCH);
    }

    private static Netif netif(String ifName, int index, boolean up, LinkState link) {
        return Netif.named(ifName)
                .index(index)
                .flags(up ? 1 : 0, up ? Set.of(InterfaceFlag.UP) : Set.of())
                .mtu(1500)
                .mac(MacAddress.parse("00:0d:3a:12:34:56"))
                .linkState(link)
                .build();
    }

    private static Netif lagg() {
        Set<LaggPort.Flag> primary = Set.of(LaggPort.Flag.MASTER);
        Set<LaggPort.Flag> active = Set.of(LaggPort.Flag.ACTIVE);
        List<LaggPort> ports = List.of(new LaggPort("hn0", primary), new LaggPort("mlxen0", active));
        return Netif.named("lagg0")
                .index(4)
                .flags(1, Set.of(InterfaceFlag.UP))
                .mtu(1500)
                .mac(MacAddress.parse("00:0d:3a:12:34:56"))
                .linkState(LinkState.UP)
                .addresses(List.of(InterfaceAddress.parse("10.0.0.4/24")))
                .lagg(new Lagg(LaggProtocol.FAILOVER, ports))
                .build();
    }

    void tell(Timeline timeline, Optional<Duration> outage, Optional<LineCounts> lines) {
        timeline.opening(new Opening("A title", "a machine", List.of("hyperv-vf 0.1.0", "other 2")));
        timeline.hardware("the machine boots", "");
        timeline.event(event("IFNET", "lo0", "ATTACH", Map.of()));
        timeline.event(event("IFNET", "hn0", "ATTACH", Map.of()));
        timeline.event(event("ETHERNET", "hn0", "IFATTACH", Map.of()));
        elapsed = Duration.ofSeconds(2);
        timeline.path(true, "hn0");
        elapsed = Duration.ofSeconds(750);
        timeline.hardware("VF mlxen0 offered for hn0", "the hypervisor found a free one");
        timeline.event(event("IFNET", "mlxen0", "ATTACH", Map.of()));
        timeline.event(event("ETHERNET", "mlxen0", "IFATTACH", Map.of("a", "b\033[2J")));
        timeline.note("hyperv-vf", "in 3 s: bring up mlxen0");
        elapsed = Duration.ofSeconds(753);
        Step create = new InterfaceStep.Create("lagg0");
        Step add = new LaggStep.AddPort("lagg0", "mlxen0");
        timeline.plan("hyperv-vf", new Plan("lagg0", "mlxen0 is up", List.of(create, add)), false);
        timeline.step("hyperv-vf", create, StepOutcome.DONE, "");
        timeline.step("hyperv-vf", add, StepOutcome.FAILED, "add lagg port mlxen0: ENXIO (6)");
        timeline.step("hyperv-vf", new InterfaceStep.Destroy("lagg0"), StepOutcome.UNDONE, "");
        timeline.alarm("hyperv-vf", "mlxen0 was refused");
        timeline.event(event("IFNET", "lagg0", "ATTACH", Map.of()));
        timeline.path(false, "none: hn0 has no link");
        elapsed = Duration.ofSeconds(900);
        timeline.summary(new Summary(
                outage,
                outage.equals(Optional.of(Duration.ZERO)) ? 0 : 3,
                false,
                List.of(netif("hn0", 1, true, LinkState.DOWN), netif("mlxen0", 3, false, LinkState.UNKNOWN), lagg()),
                List.of(
                        Route.defaultVia(IpAddress.parse("10.0.0.1"), "lagg0"),
                        new Route(IpAddress.parse("10.0.0.0"), 24, Optional.empty(), "lagg0")),
                lines));
    }
}
