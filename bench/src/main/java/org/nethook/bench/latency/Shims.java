package org.nethook.bench.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.nethook.bench.Contestant;
import org.nethook.bench.Sample;

/** How soon hv_kvp_daemon has its answers, from the scripts that bench/shims has prepared. */
public final class Shims {
    private static final int WARM_UP = 50;
    private static final int SLOW_RUNS = 10;
    private static final int ADDRESSES = 30;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path work;
    private final List<Figure> figures = new ArrayList<>();

    private Shims(Path work) {
        this.work = work;
    }

    /** Arguments: the directory that was prepared, the resident host's process, and the number of runs. Exits with 1 when a limit is not held. */
    public static void main(String[] args) throws Exception {
        System.exit(new Shims(Path.of(args[0])).run(args[1], Math.max(200, Integer.parseInt(args[2]))) ? 0 : 1);
    }

    private boolean run(String host, int runs) throws IOException, InterruptedException {
        Path socket = work.resolve("run/nethook.sock");
        long start = System.nanoTime();
        while (!Files.exists(socket)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IOException("the resident host does not answer");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        withTheHost(socket, runs);
        signal("STOP", host);
        whileItHangs(socket);
        signal("KILL", host);
        withoutAHost();
        StringJoiner all = new StringJoiner(",");
        boolean holds = true;
        for (Figure figure : figures) {
            all.add(figure.json());
            holds &= figure.holds();
        }
        System.out.println("{\"benchmark\":\"shims\",\"runs\":" + runs + "," + all + ",\"holds\":" + holds + "}");
        return holds;
    }

    private void withTheHost(Path socket, int runs) throws InterruptedException {
        Contestant dns = script(socket, "nothing-kept", "10.0.0.54", "hv_get_dns_info");
        Contestant dhcp = script(socket, "nothing-kept", "Enabled", "hv_get_dhcp_info", "hn1");
        Contestant cat = new Contestant(
                List.of("sh", "-c", "cat " + work.resolve("root/etc/resolv.conf")),
                Map.of(),
                "10.0.0.54",
                new Sample());
        for (int i = -WARM_UP; i < runs; i++) {
            for (Contestant contestant : List.of(dns, dhcp, cat)) {
                long took = contestant.run();
                if (i >= 0) {
                    contestant.sample().add(took);
                }
            }
        }
        figures.add(Figure.atMost("dns_p99_ms", dns.sample().percentileMillis(99), 50));
        figures.add(Figure.atMost("dhcp_p99_ms", dhcp.sample().percentileMillis(99), 50));
        figures.add(Figure.atMost(
                "dns_to_sh_that_prints_resolv_conf",
                dns.sample().medianMillis() / cat.sample().medianMillis(),
                15));
        System.err.println("median: dns " + Figure.decimal(dns.sample().medianMillis()) + " ms, dhcp "
                + Figure.decimal(dhcp.sample().medianMillis()) + " ms, sh that prints resolv.conf "
                + Figure.decimal(cat.sample().medianMillis()) + " ms");
    }

    private void whileItHangs(Path socket) throws InterruptedException {
        Contestant dns = script(socket, "nowhere/nothing-kept", "10.0.0.54", "hv_get_dns_info");
        Contestant dhcp = script(socket, "nowhere/nothing-kept", "Enabled", "hv_get_dhcp_info", "hn1");
        for (int i = 0; i < SLOW_RUNS; i++) {
            dns.sample().add(dns.run());
            dhcp.sample().add(dhcp.run());
        }
        figures.add(Figure.atMost("hanging_host_dns_median_ms", dns.sample().medianMillis(), 1000));
        figures.add(Figure.atMost("hanging_host_dhcp_median_ms", dhcp.sample().medianMillis(), 1000));
    }

    /** A whole GET, as hv_kvp_daemon makes it. */
    private void withoutAHost() throws InterruptedException {
        Path none = work.resolve("none");
        Contestant dns = script(none, "kept", "10.0.0.54", "hv_get_dns_info");
        Contestant dhcp = script(none, "kept", "Enabled", "hv_get_dhcp_info", "hn1");
        long took = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            took += dns.run() + dhcp.run();
        }
        figures.add(Figure.atMost("30_addresses_without_a_host_ms", took / 1e6, 5000));
    }

    private Contestant script(Path socket, String answers, String proof, String... words) {
        List<String> command = new ArrayList<>(List.of("sh"));
        command.add(work.resolve("nethook/libexec/hyperv").resolve(words[0]).toString());
        command.addAll(List.of(words).subList(1, words.length));
        return new Contestant(
                command,
                Map.of(
                        "NETHOOK_SOCKET",
                        socket.toString(),
                        "NETHOOK_ANSWERS",
                        work.resolve(answers).toString()),
                proof,
                new Sample());
    }

    private static void signal(String name, String process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process)
                .inheritIO()
                .start()
                .waitFor();
    }
}
