package org.nethook.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.netif.sim.Hardware;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/**
 * A host with one plugin on a simulated machine that has just booted. Nothing happens but what the test lets happen, and
 * time stands still but for {@link #advance}. Used by one thread.
 *
 * <pre>{@code
 * try (TestHost host = TestHost.with(new MyListener()).interfaceNamed("em0", "em", "00:00:5e:00:53:01").boot()) {
 *     host.hardware().loseLink("em0");
 *     host.advance(Duration.ofSeconds(10));
 *     assertEquals(List.of("em0 lost its link"), host.texts(Told.Kind.NOTE));
 * }
 * }</pre>
 */
public final class TestHost implements AutoCloseable {
    private final VirtualTime time = SimulatedHost.clock();
    private final Recorder recorder = new Recorder(time);
    private final SimulatedHost host;

    TestHost(MachineSpec spec, TestPlugin plugin) {
        this.host = new SimulatedHost(spec, List.of(plugin.loaded()), plugin.configs(), time, recorder);
        host.machine().boot();
        host.runUntil(Duration.ZERO);
    }

    /** Starts describing a host with a plugin of these extensions. */
    public static TestHostBuilder with(Extension... extensions) {
        return new TestHostBuilder(extensions);
    }

    /** The machine: its kernel, its platform, whether it has a path to its gateway. */
    public SimMachine machine() {
        return host.machine();
    }

    /** What a test does to the machine. Its events are delivered during the next {@link #advance}. */
    public Hardware hardware() {
        return host.machine().hardware();
    }

    /** Lets events be delivered and time pass; zero delivers what is due now. */
    public void advance(Duration duration) {
        host.runUntil(time.elapsed().plus(duration));
    }

    /** One interface as the kernel has it now. */
    public Optional<Netif> netif(String ifName) throws NetifException {
        return host.machine().platform().query().find(ifName);
    }

    /** The routes as the kernel has them now. */
    public List<Route> routes() throws NetifException {
        return host.machine().platform().query().routes();
    }

    /** Longest time without a path to the gateway since there was one first; zero when there was none. */
    public Duration outage() throws NetifException {
        return host.summary(Optional.empty()).outage().orElse(Duration.ZERO);
    }

    /** Everything told so far, in order. */
    public List<Told> told() {
        return recorder.told();
    }

    /** The texts of one kind, in order, without those of the machine itself. */
    public List<String> texts(Told.Kind kind) {
        return recorder.told().stream()
                .filter(each -> each.kind() == kind && !each.source().equals("path"))
                .map(Told::text)
                .toList();
    }

    /**
     * Runs a command of the plugin.
     *
     * @return what it printed
     * @throws Exception what it throws
     */
    public String run(HostCommand command, String... arguments) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            host.runtime().run(command, List.of(arguments), out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        host.close();
    }
}
