package org.nethook.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nethook.api.Extension;
import org.nethook.api.KvpPool;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.Plan;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.oneshot.CommandRun;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.replay.Action;
import org.nethook.host.replay.Happening;
import org.nethook.host.replay.HostKilled;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.Platform;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.SimResolverFiles;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.Saboteur;

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
    private final StateDirectory state;
    private final Optional<Saboteur> saboteur;
    private final Optional<Scenario> scenario;
    private SystemCalls systemCalls;

    TestHost(
            MachineSpec spec,
            TestPlugin plugin,
            TestFiles files,
            boolean dryRun,
            List<Fault> faults,
            Optional<Saboteur> saboteur,
            StateDirectory state,
            Optional<Scenario> scenario,
            Consumer<SimResolverFiles> resolver) {
        this.state = state;
        this.scenario = scenario;
        this.saboteur = saboteur;
        this.host = new SimulatedHost(
                spec, plugin.starts(), time, recorder, new SimulatedHost.Wiring(files, dryRun, this::platform, state));
        resolver.accept(host.machine().resolverFiles());
        faults.forEach(systemCalls::fail);
        host.machine().boot();
        host.runUntil(Duration.ZERO);
    }

    /** The machine's platform, over system calls that can be made to fail. */
    private Platform platform(SimMachine machine) {
        systemCalls = new SystemCalls(machine.libc());
        DhcpClients dhcp = machine.platform().dhcp();
        ConfigurationSource configuration = machine.configuration();
        if (saboteur.isPresent()) {
            saboteur.get().lifeBegins();
            systemCalls.judgedBy(saboteur.get());
            dhcp = saboteur.get().over(dhcp);
            configuration = new SabotagedConfiguration(configuration, saboteur.get());
        }
        return new FreeBsdPlatform(systemCalls.libc(), dhcp, machine.platform().scripts(), configuration)
                .with(machine.resolver());
    }

    /** Starts describing a host with a plugin of these extensions. */
    public static TestHostBuilder with(Extension... extensions) {
        return new TestHostBuilder(extensions);
    }

    /** The machine, past the plugin: its interfaces, its scripts, whether it has a path to its gateway. */
    public TestMachine machine() {
        return new TestMachine(host.machine(), host.machine().platform());
    }

    /** What a test does to the machine. Its events are delivered during the next {@link #advance}. */
    public TestHardware hardware() {
        return new TestHardware(host.machine().hardware());
    }

    /** The text of resolv.conf as it is now; empty when there is none. */
    public String resolvConf() {
        return host.machine().resolverFiles().resolvConf();
    }

    /** The text of rc.conf as it is now. */
    public String rcConf() {
        return host.machine().rcConf();
    }

    /** The administrator edits rc.conf: these are its lines now. What was configured from it before stays as it is. */
    public void editRcConf(String... lines) {
        host.machine().editRcConf(String.join("\n", lines) + "\n");
    }

    /** What the guest shows its Hyper-V host: pairs, in the pool's order; a test may also publish some of its own. */
    public KvpPool kvp() {
        return host.machine().kvp();
    }

    /** How often a pair of {@link #kvp} was written or taken away. */
    public int kvpWrites() {
        return host.machine().kvp().writes();
    }

    /** Lets events be delivered and time pass; zero delivers what is due now. */
    public void advance(Duration duration) {
        host.runUntil(time.elapsed().plus(duration));
    }

    /**
     * Lets the timeline of the machine's scenario happen, from the boot to its end. Once, and before any {@link #advance}.
     *
     * @throws IllegalStateException when the machine is not of a {@linkplain TestHostBuilder#scenario scenario}, or time has passed
     */
    public void play() {
        if (scenario.isEmpty() || !time.elapsed().isZero()) {
            throw new IllegalStateException(
                    scenario.isEmpty() ? "this machine is not of a scenario" : "time has passed since the boot");
        }
        for (Happening happening : scenario.get().timeline()) {
            Action action = happening.action();
            time.after(happening.at(), action.describe(), () -> {
                recorder.hardware(action.describe(), happening.comment());
                action.happen(host);
            });
        }
        host.runUntil(scenario.get().until());
    }

    /**
     * Kills the host, as kill -9 does: what the plugin had in memory and what it waited for is gone, and so are the events until
     * {@link #restart}. What it kept in its state stays.
     */
    public void crash() {
        host.crash();
    }

    /** Kills the host when it has done so many further steps of plans. */
    public void crashAfterSteps(int count) {
        host.crashAfterSteps(count);
    }

    /**
     * Starts the host, killed before if it runs, with extensions that remember nothing: those made anew by their constructor without
     * arguments, as pf4j makes them; one that has none stays the same object. Each interface there is gives a synthetic event during the
     * next {@link #advance}.
     */
    public void restart() {
        host.restart();
    }

    /** The next events do not reach the plugin. */
    public void loseEvents(int count) {
        host.loseEvents(count);
    }

    /** The next events reach the plugin twice. */
    public void doubleEvents(int count) {
        host.doubleEvents(count);
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

    /** The most system calls of the plugin in a row while there was no path to the gateway; virtual time stands still meanwhile. */
    public int outageCalls() throws NetifException {
        return host.summary(Optional.empty()).outageCalls();
    }

    /** Whether a plan is being applied, is watched, or is left for an operator: whether its log is still there. */
    public boolean hasPendingPlan() {
        return state.storage().exists(StateDirectory.PENDING);
    }

    /** What the host keeps for {@code nethook history}, a JSON object a line: about the last mebibyte, in a dry run nothing. */
    public String history() {
        try {
            Optional<byte[]> lines = state.storage().read(StateDirectory.HISTORY, 2 * DurableJournal.DEFAULT_SIZE);
            return new String(lines.orElse(new byte[0]), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** How often the plugin threw, in a listener or in work it scheduled; each was told as an alarm. */
    public int failures() {
        return host.failures();
    }

    /** The plans that the plugin wanted applied, in order; empty ones do not count. */
    public List<Plan> plans() {
        return recorder.plans();
    }

    /** The plugin's way to the kernel, since the host was started last. */
    public SystemCalls systemCalls() {
        return systemCalls;
    }

    /**
     * Runs a command of the plugin as {@code nethook run NAME [ARG…]} does. What it schedules runs during the next {@link
     * #advance}.
     */
    public CommandOutcome run(String name, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> complaints = List.of();
        int status;
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            status = CommandRun.run(name, List.of(arguments), host.runtime(), out);
        } catch (HostKilled e) {
            host.restart();
            advance(Duration.ZERO);
            return run(name, arguments); // whoever gave the command gives it again
        } catch (Failure e) {
            status = e.status();
            complaints = e.lines();
        }
        return new CommandOutcome(status, bytes.toString(StandardCharsets.UTF_8), complaints);
    }

    /** The machine as it is, and everything told so far, for a message about a test that failed. */
    public String describe() {
        StringBuilder text = new StringBuilder("the machine ")
                .append(time.elapsed().toMillis())
                .append(" ms after its boot:\n");
        try {
            EndState.of(this)
                    .lines()
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        } catch (NetifException e) {
            text.append("  its kernel does not tell: ").append(e.getMessage()).append('\n');
        }
        text.append("what was told:\n");
        told().forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        host.close();
    }
}
