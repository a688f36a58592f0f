package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;

/**
 * Well-formed configurations, through base's scripts and through the planner, on machines that are otherwise the same. The
 * end states are equal, or the table in docs/PARITY.md says why not; it is this test's own outcome, row by row.
 */
@Tag("parity")
class ParityTest {
    private static final String VF = "mlxen0";

    /** One configuration. */
    private record Case(String id, List<String> rcConf, String hn, String reason) {

        static Case parse(String line) {
            String[] columns = line.split(" \\| ?", -1);
            return new Case(columns[0], List.of(columns[1].split(" ; ")), columns[2].strip(), columns[3].strip());
        }

        /** The row of docs/PARITY.md. */
        String row(String base, String ours) {
            return "| " + id + " | `" + String.join("` `", rcConf) + "` | " + ours + " | "
                    + (base.equals(ours) ? "the same" : base) + " | " + reason + " |";
        }
    }

    @Test
    void shouldEndAsBaseDoesOrSayWhyNot() throws Exception {
        List<String> rows = new ArrayList<>();
        for (Case each : cases()) {
            String base = outcome(each, true);
            String ours = outcome(each, false);
            if (each.reason().isEmpty()) {
                assertEquals(base, ours, each.id());
            } else {
                assertNotEquals(base, ours, each.id() + " does not differ");
            }
            rows.add(each.row(base, ours));
        }
        assertTrue(rows.size() >= 30, "cases: " + rows.size());
        List<String> documented = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../../docs/PARITY.md"))) {
            if (line.startsWith("| P")) {
                documented.add(line);
            }
        }
        assertEquals(String.join("\n", rows), String.join("\n", documented));
    }

    private static List<Case> cases() throws IOException {
        byte[] bytes = ParityTest.class.getResourceAsStream("/parity/cases.txt").readAllBytes();
        List<Case> cases = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                cases.add(Case.parse(line));
            }
        }
        return cases;
    }

    private static String outcome(Case each, boolean base) throws Exception {
        try (Guest guest = boot(each)) {
            String dhcp = "";
            if (base) {
                dhcp = new BaseScripts(guest.host().machine(), each.hn(), VF, each.rcConf()).run();
                guest.host().advance(Duration.ofSeconds(10));
            } else {
                for (String step : Guest.steps(guest.reconcile(each.hn(), VF))) {
                    if (step.startsWith("start ")) {
                        dhcp = step.substring("start ".length(), step.lastIndexOf(" on "));
                    }
                }
                assertTrue(guest.applyReconcile(each.hn(), VF).isAsWanted(), each.id());
            }
            return describe(guest, each.hn(), dhcp);
        }
    }

    private static Guest boot(Case each) throws NetifException {
        Guest.Builder builder = Guest.named(each.hn()).rcConf(each.rcConf().toArray(new String[0]));
        int next = 1;
        String rcConf = String.join("\n", each.rcConf());
        for (String other : List.of("hn0", "hn1", "em0", "em1")) {
            boolean used = rcConf.contains("ifconfig_" + other + "=") || rcConf.contains("laggport " + other);
            if (used && !other.equals(each.hn())) {
                String driver = other.substring(0, 2);
                builder.host().interfaceNamed(other, driver, "00:00:5e:00:53:0" + next++);
            }
        }
        Guest guest = builder.boot();
        if (rcConf.contains("vlans_hn0") && guest.host().netif("hn0.100").isEmpty()) {
            NetifControl control = guest.host().machine().control();
            control.create("vlan100");
            control.setVlan("vlan100", new Vlan("hn0", 100, 0));
            control.rename("vlan100", "hn0.100");
            control.addAddress("hn0.100", InterfaceAddress.parse("10.7.0.4/24"));
        }
        guest.host().hardware().offerVf(VF, "mlxen", MacAddress.parse(Guest.MAC));
        guest.host().advance(Duration.ofSeconds(2));
        return guest;
    }

    /** What an operator would look at: the lagg with the VF, what it carries, and what is left on hn. */
    private static String describe(Guest guest, String hn, String dhcp) throws NetifException {
        Netif lagg = guest.host().machine().netif().list().stream()
                .filter(netif -> netif.lagg().isPresent() && netif.lagg().get().hasPort(VF))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>();
        for (LaggPort port : lagg.lagg().get().ports()) {
            words.add(port.ifName());
        }
        StringBuilder text = new StringBuilder(lagg.ifName()).append(" of ").append(String.join(", ", words));
        NetifDetails details = guest.details(lagg.ifName());
        text.append(list(addresses(details)));
        text.append(dhcp.isEmpty() ? "" : ", " + dhcp);
        text.append(lagg.mtu() == 1500 ? "" : ", MTU " + lagg.mtu());
        text.append(details.nd6().contains(Nd6Flag.ACCEPT_RTADV) ? ", listens to routers" : "");
        text.append(details.description().map(each -> ", \"" + each + "\"").orElse(""));
        text.append(list(guest.routes()));
        for (Netif netif : guest.host().machine().netif().list()) {
            guest.details(netif.ifName())
                    .vlan()
                    .ifPresent(vlan ->
                            text.append(", ").append(netif).append(" on ").append(vlan.parent()));
        }
        List<String> left = addresses(guest.details(hn));
        return text.append(
                        left.isEmpty() ? "" : "; " + hn + " keeps" + list(left).substring(1))
                .toString();
    }

    private static List<String> addresses(NetifDetails details) {
        List<String> texts = new ArrayList<>();
        for (AddressDetails each : details.addresses()) {
            IpAddress address = each.address().address();
            if (!address.isLinkLocalV6() && !address.isUnspecified()) {
                texts.add(each.address().toString());
            }
        }
        return texts;
    }

    private static String list(List<String> texts) {
        return texts.isEmpty() ? "" : ", " + String.join(", ", texts);
    }
}
