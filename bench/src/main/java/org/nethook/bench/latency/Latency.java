package org.nethook.bench.latency;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.bench.Contestant;
import org.nethook.bench.Hello;
import org.nethook.bench.Sample;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Platforms;
import org.nethook.netif.sim.devd.SimDevd;

/**
 * What the resident host's speed is, and what it costs. To be run in the network namespace that bench/latency makes, with the
 * contenders that it starts.
 */
public final class Latency {
    private static final List<String> PARTS = List.of("ready", "socket", "storm", "thin", "hung", "carrier");
    private static final String NC = "netcat-openbsd";
    private static final int WARM_UP = 3_000;
    private static final int PACED = 1_000;
    private static final int STORM = 20_000;
    private static final int STORMS = 5;
    private static final long PACE_NANOS = 2_000_000;
    private static final long IDLE_SECONDS = 10;

    private final Setting setting;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private Latency(Setting setting) {
        this.setting = setting;
    }

    /**
     * Arguments: java, the benchmark's jar, the image, a directory to work in, packages that are not installed, the number of
     * rounds, and what to measure. Exits with 1 when a limit is not held.
     */
    public static void main(String[] args) throws Exception {
        List<String> parts = args.length > 6 ? List.of(args).subList(6, args.length) : List.of();
        if (!PARTS.containsAll(parts)) {
            System.err.println("bench/latency: what to measure must be of " + String.join(", ", PARTS) + ", not "
                    + String.join(" ", parts));
            System.exit(64);
        }
        Setting setting = new Setting(
                args[0],
                args[1],
                Path.of(args[2]),
                Path.of(args[3]),
                Math.max(5, args.length > 5 ? Integer.parseInt(args[5]) : 10),
                List.of(args[4].trim().split(" +")),
                parts);
        System.exit(new Latency(setting).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        if (setting.wants("ready")) {
            ready();
        }
        if (setting.wants("socket") || setting.wants("storm") || setting.wants("thin") || setting.wants("hung")) {
            throughTheSocket();
        }
        if (setting.wants("carrier")) {
            carrier();
        }
        StringJoiner all = new StringJoiner(",");
        boolean holds = true;
        for (Figure figure : figures) {
            all.add(figure.json());
            holds &= figure.holds();
        }
        System.out.println("{\"benchmark\":\"latency\",\"rounds\":" + setting.rounds() + "," + all + ",\"skipped\":["
                + String.join(",", skipped) + "],\"holds\":" + holds + "}");
        return holds;
    }

    /** Told at once on standard error: the whole takes minutes. */
    private void add(Figure figure) {
        System.err.println(figure.json());
        figures.add(figure);
    }

    private void skip(String figure, String missing) {
        System.err.println("bench/latency: " + figure + " is not measured: " + missing + " is not installed");
        skipped.add("\"" + figure + ": no " + missing + "\"");
    }

    private void ready() throws IOException, InterruptedException {
        Contestant hello = new Contestant(
                List.of(setting.java(), "-cp", setting.jar(), Hello.class.getName()), Map.of(), "hello", new Sample());
        Sample ready = new Sample();
        for (int i = -1; i < setting.rounds(); i++) {
            long yardstick = hello.run();
            try (ResidentHost host = ResidentHost.start(setting, "system")) {
                if (i >= 0) {
                    hello.sample().add(yardstick);
                    ready.add(host.readyNanos());
                }
            }
        }
        add(Figure.atMost(
                "ready_to_hello", ready.medianMillis() / hello.sample().medianMillis(), 8));
    }

    /** Everything that needs no carrier: the control socket, a storm, memory, rest, and the thin client. */
    private void throughTheSocket() throws IOException, InterruptedException {
        MappedByteBuffer count = SetUp.map(setting.work().resolve("count"));
        try (SimDevd devd = new SimDevd(setting.work().resolve("devd.pipe")).start();
                ResidentHost host = ResidentHost.start(setting, "devd:" + devd.socket());
                Client client = host.connect()) {
            devd.awaitClients(1);
            Sample paced = paced(client);
            add(Figure.atMost("socket_p50_ms", paced.percentileMillis(50), 0.25));
            add(Figure.atMost("socket_p99_ms", paced.percentileMillis(99), 2));
            if (setting.wants("storm")) {
                storm(new Storm(devd, client, count), host);
            }
            if (setting.wants("thin")) {
                thinClient(host);
            }
            if (setting.wants("hung")) {
                hung(host);
            }
        }
    }

    private void storm(Storm storm, ResidentHost host) throws IOException {
        storm.run(STORM);
        add(Figure.atMost("rss_mib_after_24000_events", host.rss() / 1024.0, 56));
        double[] rates = new double[STORMS];
        for (int i = 0; i < STORMS; i++) {
            rates[i] = storm.run(STORM);
        }
        Arrays.sort(rates);
        add(Figure.atLeast("storm_events_per_s", rates[STORMS / 2], 20_000));
    }

    private static Sample paced(Client client) throws IOException {
        byte[] up = Client.request("event", "IFNET", "nh1", "LINK_UP");
        byte[] down = Client.request("event", "IFNET", "nh1", "LINK_DOWN");
        for (int i = 0; i < WARM_UP; i++) {
            client.askWell(i % 2 == 0 ? down : up);
        }
        Sample sample = new Sample();
        for (int i = 0; i < PACED; i++) {
            LockSupport.parkNanos(PACE_NANOS);
            long start = System.nanoTime();
            client.askWell(i % 2 == 0 ? down : up);
            sample.add(System.nanoTime() - start);
        }
        return sample;
    }

    private void thinClient(ResidentHost host) throws InterruptedException {
        if (setting.missing().contains(NC)) {
            skip("thin_client_to_sh_hook", NC);
            return;
        }
        Contestant thin = new Contestant(
                List.of(setting.launcher(), "event", "HYPERV_NIC_VF", "nh1", "VF_UP"),
                Map.of("NETHOOK_SOCKET", host.socket().toString()),
                "had nothing to do",
                new Sample());
        Contestant sh = new Contestant(
                List.of(setting.work().resolve("hook").toString(), "HYPERV_NIC_VF", "nh1", "VF_UP"),
                Map.of(),
                "nh1",
                new Sample());
        for (int i = -2; i < 4 * setting.rounds(); i++) {
            for (Contestant contestant : List.of(thin, sh)) {
                long took = contestant.run();
                if (i >= 0) {
                    contestant.sample().add(took);
                }
            }
        }
        add(Figure.atMost(
                "thin_client_to_sh_hook",
                thin.sample().medianMillis() / sh.sample().medianMillis(),
                1));
    }

    /**
     * What a host that hangs costs: by how much longer an event takes that it was asked to handle than one that it was not. Once
     * asked by the launcher through nc, once by Java, which it leaves words with a quote to.
     */
    private void hung(ResidentHost host) throws IOException, InterruptedException {
        Contestant alone = event("-", "note=nothing");
        Contestant launcher = event(host.socket().toString(), "note=nothing");
        Contestant java = event(host.socket().toString(), "note='");
        List<Contestant> all = setting.missing().contains(NC) ? List.of(alone, java) : List.of(alone, java, launcher);
        host.signal("STOP");
        try {
            for (int i = 0; i < setting.rounds(); i++) {
                for (Contestant contestant : all) {
                    contestant.sample().add(contestant.run());
                }
            }
        } finally {
            host.signal("CONT");
        }
        double itself = alone.sample().medianMillis();
        add(Figure.told("event_without_host_ms", itself));
        add(Figure.atMost("hung_host_costs_java_ms", java.sample().medianMillis() - itself, 1000));
        if (all.contains(launcher)) {
            add(Figure.atMost("hung_host_costs_launcher_ms", launcher.sample().medianMillis() - itself, 1000));
        } else {
            skip("hung_host_costs_launcher_ms", NC);
        }
    }

    private Contestant event(String socket, String variable) {
        return new Contestant(
                List.of(setting.launcher(), "event", "HYPERV_NIC_VF", "nh9", "VF_UP", variable),
                Map.of("NETHOOK_SOCKET", socket),
                "had nothing to do",
                new Sample());
    }

    private void carrier() throws IOException, NetifException, InterruptedException {
        try (Platform platform = Platforms.detect();
                Carrier nethook = contender(platform.control(), 0, "nethook");
                Carrier netplug = contender(platform.control(), 1, "netplug");
                Carrier ifplugd = contender(platform.control(), 2, "ifplugd");
                ResidentHost host = ResidentHost.start(setting, "system")) {
            Map<String, Carrier> all = new LinkedHashMap<>();
            all.put("nethook", nethook);
            all.put("netplug", netplug);
            all.put("ifplugd", ifplugd);
            for (String name : List.of("netplug", "ifplugd")) {
                if (setting.missing().contains(name)) {
                    skip("carrier, " + name, name);
                    all.remove(name);
                }
            }
            Carrier.watch(all);
            for (int i = 0; i < 300; i++) {
                nethook.change(false);
            }
            for (int i = -2; i < 2 * setting.rounds(); i++) {
                for (Carrier each : all.values()) {
                    // an sh action ends, and the rest of its daemon's work is done, before anything else is measured
                    TimeUnit.MILLISECONDS.sleep(50);
                    each.change(i >= 0);
                }
            }
            add(Figure.atMost("idle_wake_ups_per_s", host.wakeUpsPerSecond(IDLE_SECONDS), 5));
            double fastest = Double.POSITIVE_INFINITY;
            for (Map.Entry<String, Carrier> each : all.entrySet()) {
                double median = each.getValue().sample().medianMillis();
                add(Figure.told("carrier_" + each.getKey() + "_ms", median));
                if (each.getValue() != nethook) {
                    fastest = Math.min(fastest, median);
                }
            }
            if (all.size() > 1) {
                add(Figure.atMost("carrier_to_fastest_other", nethook.sample().medianMillis() / fastest, 0.1));
            }
        }
    }

    private Carrier contender(NetifControl control, int number, String name) throws IOException {
        return new Carrier(control, "np" + number, setting.work().resolve(name + ".fifo"));
    }
}
