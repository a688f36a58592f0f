package org.nethook.bench;

import java.util.List;
import java.util.Map;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Platforms;

/**
 * What listing the interfaces of this machine costs in a warm JVM, as a multiple of {@code ip -j -d addr} as a process,
 * which asks the kernel the same. The two take turns.
 */
public final class LinuxNetif {
    private static final double LIMIT = 1.0;
    private static final int WARM_UPS = 300;
    private static final int FEWEST_RUNS = 20;

    private LinuxNetif() {}

    /**
     * Arguments: an interface that must be among those listed, how many there must be, and the number of runs. Exits with
     * 1 when the ratio is over its limit.
     */
    public static void main(String[] args) throws InterruptedException, NetifException {
        int interfaces = Integer.parseInt(args[1]);
        int runs = Math.max(FEWEST_RUNS, Integer.parseInt(args[2]));
        Contestant ip = new Contestant(
                List.of("ip", "-j", "-d", "addr"), Map.of(), "\"ifname\":\"" + args[0] + "\"", new Sample());
        Sample list = new Sample();
        try (Platform platform = Platforms.detect()) {
            for (int i = 0; i < WARM_UPS; i++) {
                list(platform, args[0], interfaces);
            }
            ip.run();
            for (int i = 0; i < runs; i++) {
                list.add(list(platform, args[0], interfaces));
                ip.sample().add(ip.run());
            }
        }

        double yardstick = ip.sample().medianMillis();
        Ratio ratio = new Ratio(list.medianMillis(), yardstick, LIMIT);
        System.out.println("{\"benchmark\":\"linux-netif\",\"runs\":" + runs + ",\"interfaces\":" + interfaces
                + ",\"ip\":{\"median_ms\":" + Ratio.decimal(yardstick) + "},\"list\":" + ratio.json() + ",\"holds\":"
                + ratio.holds() + "}");
        System.exit(ratio.holds() ? 0 : 1);
    }

    /** Lists once and returns how long that took, in nanoseconds. */
    private static long list(Platform platform, String proof, int expected) throws NetifException {
        long start = System.nanoTime();
        List<Netif> interfaces = platform.query().list();
        long end = System.nanoTime();
        boolean proven = interfaces.size() == expected;
        boolean found = false;
        for (Netif netif : interfaces) {
            found |= netif.ifName().equals(proof) && netif.addresses().size() > 0;
        }
        if (!proven || !found) {
            throw new IllegalStateException("listed " + interfaces.size() + " interfaces, not " + expected
                    + (found ? "" : ", and none is " + proof + " with an address"));
        }
        return end - start;
    }
}
