package org.nethook.hypervvf.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.hypervvf.HypervVfReconciler;
import org.nethook.testkit.TestHost;

/** A guest with one or two hn, to which things happen at random. */
final class RandomGuest implements AutoCloseable {
    static final Duration DELAY = Duration.ofSeconds(4);
    private static final String[] VF_NAMES = {"mce1", "mce10", "mlxen0", "mce0"};

    private final Random random;
    private final UnreliableEvents events;
    private final TestHost host;
    private final List<Hn> hns = new ArrayList<>();
    private final Map<String, Duration> offeredAt = new HashMap<>();
    private final List<String> script = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private int offers;
    private int ups;

    /** One hn as the hardware has it. */
    static final class Hn {
        final MacAddress mac;
        final String address;
        String ifName;
        String vf;

        Hn(int unit) {
            mac = MacAddress.parse("00:0d:3a:00:00:0" + unit);
            address = "10." + unit + ".0.4/24";
            ifName = "hn" + unit;
        }
    }

    RandomGuest(Random random) {
        this.random = random;
        this.events = new UnreliableEvents(random, this::check);
        for (int unit = 0; unit <= random.nextInt(2); unit++) {
            hns.add(new Hn(unit));
        }
        List<String> rcConf = new ArrayList<>(List.of("hyperv_vf_delay=\"" + DELAY.toSeconds() + "\""));
        var builder = TestHost.with(events, new HypervVfReconciler())
                .id("hyperv-vf")
                .mayControl("*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.*")
                .release(random.nextBoolean() ? "14.0" : "12.1")
                .hyperv();
        for (Hn hn : hns) {
            builder.interfaceNamed(hn.ifName, "hn", hn.mac.toString());
            rcConf.add("ifconfig_" + hn.ifName + "=\"inet " + hn.address + "\"");
        }
        rcConf.add("defaultrouter=\"10.0.0.1\"");
        host = builder.rcConf(rcConf.toArray(new String[0])).boot();
        events.setReliable(false);
    }

    TestHost host() {
        return host;
    }

    List<Hn> hns() {
        return hns;
    }

    /** What happened, for whoever has to find out why. */
    List<String> script() {
        return script;
    }

    /** As many plans as there were reasons for one. */
    int mostPlans() {
        return offers + ups;
    }

    void happen() throws NetifException {
        Hn hn = hns.get(random.nextInt(hns.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> offer(hn);
            case 3, 4 -> revoke(hn);
            case 5 -> {
                revoke(hn);
                offer(hn);
            }
            case 6 -> setVfUp(hn, true);
            case 7 -> setVfUp(hn, false);
            case 8 -> rename(hn);
            case 9 -> cable(hn);
            default -> crash();
        }
        if (random.nextInt(3) > 0) {
            pass(Duration.ofMillis(random.nextInt(6000)));
        }
    }

    private void offer(Hn hn) {
        String name = VF_NAMES[random.nextInt(VF_NAMES.length)];
        if (hn.vf != null || offeredAt.containsKey(name)) {
            return;
        }
        script.add(now + " offer " + name + " of " + hn.ifName);
        hn.vf = name;
        offeredAt.put(name, now);
        offers++;
        host.hardware().offerVf(name, name.startsWith("mce") ? "mce" : "mlxen", hn.mac);
    }

    private void revoke(Hn hn) {
        if (hn.vf != null) {
            script.add(now + " revoke " + hn.vf);
            offeredAt.remove(hn.vf);
            events.forget(hn.vf);
            host.hardware().revokeVf(hn.vf);
            hn.vf = null;
        }
    }

    private void setVfUp(Hn hn, boolean up) throws NetifException {
        if (hn.vf != null) {
            script.add(now + " agent: " + hn.vf + (up ? " up" : " down"));
            ups++;
            host.machine().control().setUp(hn.vf, up);
        }
    }

    private void rename(Hn hn) {
        String name = hn.ifName.startsWith("hn") ? "wan" + hn.ifName.substring(2) : "hn" + hn.ifName.substring(3);
        script.add(now + " rename " + hn.ifName + " " + name);
        host.hardware().rename(hn.ifName, name);
        hn.ifName = name;
    }

    private void cable(Hn hn) {
        script.add(now + " link of " + hn.ifName + " lost and back");
        host.hardware().loseLink(hn.ifName);
        host.hardware().restoreLink(hn.ifName);
    }

    private void crash() {
        script.add(now + " host killed");
        events.kill();
        pass(Duration.ofMillis(random.nextInt(3000)));
        events.start();
        script.add(now + " host started");
        if (random.nextBoolean()) {
            tellOfAll();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        host.advance(time);
    }

    /** The hardware rests, every event arrives again, and the host tells of what is there. */
    void rest() {
        script.add(now + " rests");
        host.advance(Duration.ZERO);
        events.setReliable(true);
        tellOfAll();
        pass(Duration.ofMinutes(2));
    }

    void tellOfAll() {
        for (Hn hn : hns) {
            host.hardware().devctlLine("!system=ETHERNET subsystem=" + hn.ifName + " type=IFATTACH");
            if (hn.vf != null) {
                host.hardware().devctlLine("!system=ETHERNET subsystem=" + hn.vf + " type=IFATTACH");
            }
        }
        host.advance(Duration.ZERO);
    }

    /** A plan for a VF comes when that is there, and has settled or was brought up by somebody else. */
    private void check(Plan plan, Instant at) {
        for (Step step : plan.steps()) {
            String port = step instanceof LaggStep.AddPort add
                    ? add.port()
                    : step instanceof InterfaceStep.BringUp up ? up.ifName() : "";
            if (!port.startsWith("mce") && !port.startsWith("mlxen")) {
                continue;
            }
            Duration offered = offeredAt.get(port);
            Duration since =
                    offered == null ? null : Duration.between(events.boot().plus(offered), at);
            if (offered != null && !events.hasToldOf(port)) {
                // It left and came back unheard, to its old name and index: no plugin can know.
                continue;
            }
            if (offered == null || since.compareTo(DELAY) < 0 && !isUp(port)) {
                throw new IllegalStateException("stale: " + step.describe() + ", offered " + since + " ago");
            }
        }
    }

    private boolean isUp(String ifName) {
        try {
            Optional<Netif> netif = host.netif(ifName);
            return netif.isPresent() && netif.get().isUp();
        } catch (NetifException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
