package org.nethook.testkit;

import java.util.List;
import java.util.Map;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Scripts;
import org.nethook.netif.Platform;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.SimScript;

/**
 * A simulated machine as somebody sees and changes it who is logged in as root: by the words of {@link
 * org.nethook.api.PluginContext}, but past the plugin's manifest, and by calls of which the plugin's are none.
 */
public final class TestMachine {
    private final SimMachine sim;
    private final Platform platform;

    TestMachine(SimMachine sim, Platform platform) {
        this.sim = sim;
        this.platform = platform;
    }

    /** Reads interfaces and routes. */
    public NetifQuery netif() {
        return platform.query();
    }

    /** Changes interfaces and routes. */
    public NetifControl control() {
        return platform.control();
    }

    /** Reads sysctls; {@link TestHardware#setSysctl} sets them. */
    public SysctlReader sysctl() {
        return platform.sysctl();
    }

    /** Its DHCP clients. */
    public DhcpClients dhcp() {
        return platform.dhcp();
    }

    /** What its rc.conf says. */
    public SystemConfig systemConfig() {
        return platform.systemConfig(List.of());
    }

    /**
     * Whether a packet sent to the default gateway now would get there: there is an IPv4 default route, and its interface is up, has
     * an address on the gateway's subnet and carries traffic. While there has never been a default route, an interface with an
     * address that carries traffic will do.
     */
    public boolean hasPath() {
        return sim.hasPath();
    }

    /** By which interface, or why not: {@code lagg0 via mlxen0} or {@code none: hn0 has no link}. */
    public String pathDescription() {
        return sim.pathDescription();
    }

    /**
     * Puts a script on the machine, one that may be run.
     *
     * @param path its absolute path
     */
    public void putScript(String path, TestScript script) {
        sim.putScript(path, new SimScript() {
            @Override
            public Scripts.Result run(List<String> arguments, Platform own) throws Exception {
                return run(arguments, Map.of(), own);
            }

            @Override
            public Scripts.Result run(List<String> arguments, Map<String, String> environment, Platform own)
                    throws Exception {
                return script.run(arguments, environment, new TestMachine(sim, own));
            }
        });
    }

    /**
     * Makes a script one that must not be run.
     *
     * @param why the end of the sentence "/path is not run: …"
     */
    public void distrustScript(String path, String why) {
        sim.distrustScript(path, why);
    }

    /** The files of the name servers cannot be written from now on: No space left on device. */
    public void refuseNameServers() {
        sim.resolverFiles().fail(true);
    }

    /**
     * What is run after each system call of the plugin and of the test, before it returns; it sees the machine as the next call will
     * find it.
     */
    public void afterEachCall(Runnable observer) {
        sim.afterEachCall(observer);
    }
}
