package org.nethook.hypervvf;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.testkit.TestHost;

class ScratchTest {
    @Test
    void x() throws Exception {
        try (TestHost host = Guests.fixed(new ContextProbe()).release("12.1").boot()) {
            NetifControl c = host.machine().platform().control();
            c.create("lagg0");
            c.setLaggProtocol("lagg0", LaggProtocol.FAILOVER);
            c.addLaggPort("lagg0", "hn0");
            show(host, "port");
            c.changeNd6("hn0", Set.of(Nd6Flag.IFDISABLED), Set.of());
            show(host, "disabled");
            c.changeNd6("hn0", Set.of(), Set.of(Nd6Flag.IFDISABLED));
            show(host, "enabled");
            c.changeNd6("hn0", Set.of(Nd6Flag.IFDISABLED), Set.of());
            InterfaceAddress ll = host.netif("hn0").get().addresses().stream()
                    .filter(a -> a.address().isLinkLocalV6())
                    .findFirst()
                    .get();
            c.removeAddress("hn0", ll);
            show(host, "removed");
        }
    }

    static void show(TestHost host, String what) throws Exception {
        System.out.println("## " + what + " " + host.netif("hn0").get().addresses() + " "
                + host.routes().stream()
                        .filter(r -> !r.destination().isV4())
                        .map(r -> r + " on " + r.ifName())
                        .toList());
    }
}
