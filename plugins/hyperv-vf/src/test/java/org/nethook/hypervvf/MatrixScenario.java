package org.nethook.hypervvf;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.matrix.CrashMatrix;

/** What the matrices let happen to a guest. Each waits until the addresses are there, then lets a VF come. */
enum MatrixScenario implements CrashMatrix.Scenario {
    /** Everything at once that a hn with fixed addresses can carry. */
    B5_STATIC {
        @Override
        void describe(TestHostBuilder guest) {
            guest.rcConf(
                    "ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"",
                    "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"",
                    "ifconfig_hn0_alias1=\"inet 192.168.7.1/24\"",
                    "ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64 accept_rtadv\"",
                    "defaultrouter=\"10.0.0.1\"",
                    "static_routes=\"far\"",
                    "route_far=\"-net 10.9.0.0/16 10.0.0.254\"",
                    DELAY);
        }

        @Override
        public void happen(TestHost host) throws Exception {
            NetifControl control = host.machine().control();
            control.setDescription("hn0", "uplink");
            control.addGroup("hn0", "outside");
            control.create("vlan7");
            control.setVlan("vlan7", new Vlan("hn0", 7, 3));
            control.addAddress("vlan7", InterfaceAddress.parse("10.7.0.4/24"));
            host.hardware()
                    .advertise(
                            "hn0",
                            "fe80::1",
                            Duration.ofHours(5),
                            "2001:db8:5::/64",
                            AddressLifetime.of(Duration.ofDays(7), Duration.ofDays(30)));
            Guests.advance(host, 5);
            offerAndSettle(host, "mce0");
        }
    },
    B4_DHCP {
        @Override
        void describe(TestHostBuilder guest) {
            dhcp(guest, "DHCP");
        }

        @Override
        public void happen(TestHost host) {
            Guests.advance(host, 30);
            offerAndSettle(host, "mce0");
        }
    },
    B4_SYNCDHCP {
        @Override
        void describe(TestHostBuilder guest) {
            dhcp(guest, "SYNCDHCP");
        }

        @Override
        public void happen(TestHost host) {
            Guests.advance(host, 30);
            offerAndSettle(host, "mce0");
        }
    },
    B6_BACK_UNDER_ANOTHER_NAME {
        @Override
        public void happen(TestHost host) {
            offerAndSettle(host, "mce0");
            Guests.advance(host, 60);
            host.hardware().revokeVf("mce0");
            Guests.advance(host, 60);
            offerAndSettle(host, "mce1");
        }
    },
    B9_HALF_BUILT {
        @Override
        public void happen(TestHost host) throws Exception {
            NetifControl control = host.machine().control();
            control.create("lagg0");
            control.setLaggProtocol("lagg0", LaggProtocol.FAILOVER);
            control.addLaggPort("lagg0", "hn0");
            offerAndSettle(host, "mce0");
        }
    },
    B10_TWO_IN_ONE_BURST {
        @Override
        void describe(TestHostBuilder guest) {
            guest.interfaceNamed("hn1", "hn", Guests.SECOND_MAC)
                    .rcConf(
                            "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                            "ifconfig_hn1=\"inet 10.1.0.4/24\"",
                            "defaultrouter=\"10.0.0.1\"",
                            DELAY);
        }

        @Override
        public void happen(TestHost host) {
            host.hardware().offerVf("mce10", "mce", MacAddress.parse(Guests.SECOND_MAC));
            offerAndSettle(host, "mce1");
        }
    },
    B11_MTU_REFUSED {
        @Override
        void describe(TestHostBuilder guest) {
            guest.rcConf("ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"", "defaultrouter=\"10.0.0.1\"", DELAY);
        }

        @Override
        public void happen(TestHost host) {
            host.hardware().offerVf("mce0", "mce", MacAddress.parse(Guests.MAC), 1500);
            Guests.advance(host, 60);
        }
    },
    B16_RELEASE {
        @Override
        public void happen(TestHost host) {
            beforeTheOrder(host);
            host.run("release", "hn0");
            Guests.advance(host, 60);
        }

        @Override
        void beforeTheOrder(TestHost host) {
            offerAndSettle(host, "mce0");
            Guests.advance(host, 60);
        }
    },
    B16_RELEASE_DHCP {
        @Override
        void describe(TestHostBuilder guest) {
            dhcp(guest, "DHCP");
        }

        @Override
        public void happen(TestHost host) throws Exception {
            beforeTheOrder(host);
            host.run("release", "hn0");
            host.advance(Duration.ofMinutes(2));
        }

        @Override
        void beforeTheOrder(TestHost host) throws Exception {
            Guests.advance(host, 30);
            B16_RELEASE.beforeTheOrder(host);
        }
    },
    A10_RENAMED {
        @Override
        public void happen(TestHost host) {
            offerAndSettle(host, "mce0");
            host.hardware().revokeVf("mce0");
            Guests.advance(host, 60);
            host.hardware().rename("hn0", "wan0");
            Guests.advance(host, 60);
            offerAndSettle(host, "mce1");
        }
    },
    /** The VF carries nothing, and the hn nothing either while the VF is up. */
    PATH_LOST {
        @Override
        public void happen(TestHost host) {
            Guests.offer(host, "mce0");
            host.hardware().failVf("mce0");
            Guests.advance(host, 200);
        }
    };

    private static final String DELAY = "hyperv_vf_delay=\"10\"";

    /** The guest of a scenario, on a kernel of that release. */
    TestHostBuilder guest(String release) {
        return guest(release, new HypervVfListener(), new HypervVfReconciler(), new Release());
    }

    /** The same with these in place of the plugin's own extensions. */
    TestHostBuilder guest(String release, Extension... extensions) {
        TestHostBuilder guest = TestHost.with(extensions)
                .id("hyperv-vf")
                .mayControl("*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.*")
                .hyperv()
                .release(release)
                .interfaceNamed("hn0", "hn", Guests.MAC);
        describe(guest);
        return guest;
    }

    /** One fixed address, unless a scenario says more. */
    void describe(TestHostBuilder guest) {
        guest.rcConf("ifconfig_hn0=\"inet 10.0.0.4/24\"", "defaultrouter=\"10.0.0.1\"", DELAY);
    }

    /** What happens before an operator gives an order, which may fail and is not given again. */
    void beforeTheOrder(TestHost host) throws Exception {
        happen(host);
    }

    private static void dhcp(TestHostBuilder guest, String mode) {
        guest.rcConf("ifconfig_hn0=\"" + mode + "\"", DELAY)
                .lease(Guests.MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2));
    }

    private static void offerAndSettle(TestHost host, String vf) {
        Guests.offer(host, vf);
        host.advance(Guests.SETTLED);
    }

    /** What {@code nethook release} does. */
    static final class Release implements HostCommand {
        @Override
        public String name() {
            return "release";
        }

        @Override
        public String summary() {
            return "gives a hn its configuration back";
        }

        @Override
        public int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
            HypervVfReconciler reconciler = new HypervVfReconciler();
            reconciler.hold(arguments.get(0), true, context);
            Proposal proposal = reconciler.release(arguments.get(0), context);
            return proposal.kind() != Proposal.Kind.CHANGE
                            || context.apply(proposal.plan()).isAsWanted()
                    ? 0
                    : 1;
        }
    }
}
