package org.nethook.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/**
 * What a snapshot of many interfaces costs in a warm JVM, by the FreeBSD backend over the simulated kernel, whose own share
 * is told apart: 1,000 interfaces with two addresses each, and 10,000 to see whether the cost grows by more than their
 * number.
 */
public final class NetifSnapshot {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final double MOST_MILLIS = 20;
    /** Time per interface of many over that of few; linear is 1, and caches and the collector have their share. */
    private static final double MOST_GROWTH = 1.5;

    private static final int MOST_BYTES = 4096;
    private static final int WARM_UPS = 150;
    private static final int FEWEST_RUNS = 15;

    /**
     * One size.
     *
     * @param millis of a snapshot, the median
     * @param kernelMillis of these in the simulated kernel
     * @param bytes allocated for each interface, without the kernel's
     */
    private record Measured(int interfaces, double millis, double kernelMillis, long bytes) {
        private String json() {
            return "{\"interfaces\":" + interfaces + ",\"median_ms\":" + Ratio.decimal(millis) + ",\"kernel_ms\":"
                    + Ratio.decimal(kernelMillis) + ",\"bytes_per_interface\":" + bytes + "}";
        }
    }

    private NetifSnapshot() {}

    /** Argument: the number of runs. Exits with 1 when something is over its limit. */
    public static void main(String[] args) throws NetifException {
        int runs = Math.max(FEWEST_RUNS, args.length > 0 ? Integer.parseInt(args[0]) : 0);
        Measured few = measure(FEW, runs);
        Measured many = measure(MANY, runs);
        double growth = many.millis() / MANY / (few.millis() / FEW);
        long bytes = Math.max(few.bytes(), many.bytes());
        boolean holds = few.millis() < MOST_MILLIS && growth <= MOST_GROWTH && bytes < MOST_BYTES;
        System.out.println("{\"benchmark\":\"netif-snapshot\",\"runs\":" + runs + ",\"few\":" + few.json()
                + ",\"many\":" + many.json() + ",\"limit_ms\":" + Ratio.decimal(MOST_MILLIS) + ",\"growth\":"
                + Ratio.decimal(growth) + ",\"growth_limit\":" + Ratio.decimal(MOST_GROWTH) + ",\"bytes_limit\":"
                + MOST_BYTES + ",\"holds\":" + holds + "}");
        System.exit(holds ? 0 : 1);
    }

    private static Measured measure(int interfaces, int runs) throws NetifException {
        try (SimMachine machine = machine(interfaces)) {
            FreeBsdPlatform plain = new FreeBsdPlatform(machine.libc(true), null, null);
            // The loopback interface comes with the machine.
            int expected = interfaces + 1;
            for (int i = 0; i < WARM_UPS * FEW / interfaces; i++) {
                check(plain.query().list(), expected);
            }
            Sample sample = new Sample();
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                List<Netif> list = plain.query().list();
                sample.add(System.nanoTime() - start);
                check(list, expected);
            }
            plain.close();

            MeteredLibC metered = new MeteredLibC(machine.libc(true));
            FreeBsdPlatform apart = new FreeBsdPlatform(metered, null, null);
            check(apart.query().list(), expected);
            Sample kernel = new Sample();
            long bytes = 0;
            for (int i = 0; i < runs; i++) {
                metered.reset();
                long before = MeteredLibC.allocated();
                List<Netif> list = apart.query().list();
                bytes = (MeteredLibC.allocated() - before - metered.bytes()) / expected;
                kernel.add(metered.nanos());
                check(list, expected);
            }
            apart.close();
            return new Measured(interfaces, sample.medianMillis(), kernel.medianMillis(), bytes);
        }
    }

    private static void check(List<Netif> list, int expected) {
        Netif last = list.get(list.size() - 2);
        if (list.size() != expected
                || last.addresses().size() != 2
                || last.driver().isEmpty()) {
            throw new IllegalStateException("listed " + list.size() + " interfaces, not " + expected + "; " + last
                    + " has " + last.addresses() + " and driver " + last.driver());
        }
    }

    /** A machine whose interfaces have an IPv4 and an IPv6 address each. */
    private static SimMachine machine(int interfaces) throws NetifException {
        List<InterfaceSpec> specs = new ArrayList<>(interfaces);
        for (int i = 0; i < interfaces; i++) {
            byte[] mac = {2, 0, 0, 0, (byte) (i >> 8), (byte) i};
            specs.add(new InterfaceSpec("em" + i, "em", MacAddress.of(mac), 1500, true));
        }
        MachineSpec spec = new MachineSpec("14.0", Map.of(), specs, "", List.of());
        SimMachine machine = new SimMachine(spec, new VirtualTime(Instant.EPOCH));
        machine.boot();
        try (FreeBsdPlatform platform = new FreeBsdPlatform(machine.libc(true), null, null)) {
            for (int i = 0; i < interfaces; i++) {
                String network = (i >> 8) + "." + (i & 0xff);
                String ifName = "em" + i;
                // No link-local address beside the two.
                platform.control().changeNd6(ifName, Set.of(), Set.of(Nd6Flag.AUTO_LINKLOCAL));
                platform.control().addAddress(ifName, InterfaceAddress.parse("10." + network + ".1/24"));
                platform.control()
                        .addAddress(ifName, InterfaceAddress.parse("2001:db8:0:" + Integer.toHexString(i) + "::1/64"));
            }
        }
        return machine;
    }
}
