package org.nethook.host.replay;

import org.nethook.api.netif.MacAddress;
import org.nethook.netif.sim.InterfaceSpec;

/** Something that is done to a machine, or to the nethook on it, from outside. */
public interface Action {

    /** The action in words, such as {@code VF mlxen0 offered for hn0}. */
    String describe();

    /** Does it. */
    void happen(SimulatedHost host);

    /**
     * The hypervisor offers a VF.
     *
     * @param ifName the name its interface gets
     * @param driver its driver
     * @param of the hn it belongs to
     * @param mac the MAC address of both
     */
    record OfferVf(String ifName, String driver, String of, MacAddress mac) implements Action {
        @Override
        public String describe() {
            return "VF " + ifName + " offered for " + of;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().offerVf(ifName, driver, mac);
        }
    }

    /**
     * The hypervisor takes a VF away.
     *
     * @param ifName the VF
     */
    record RevokeVf(String ifName) implements Action {
        @Override
        public String describe() {
            return "VF " + ifName + " revoked";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().revokeVf(ifName);
        }
    }

    /**
     * An interface is plugged in.
     *
     * @param spec the interface
     */
    record PlugIn(InterfaceSpec spec) implements Action {
        @Override
        public String describe() {
            return spec.ifName() + " plugged in";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().plugIn(spec);
        }
    }

    /**
     * An interface is pulled out.
     *
     * @param ifName the interface
     */
    record Pull(String ifName) implements Action {
        @Override
        public String describe() {
            return ifName + " pulled out";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().pull(ifName);
        }
    }

    /**
     * The cable comes out.
     *
     * @param ifName the interface
     */
    record LoseLink(String ifName) implements Action {
        @Override
        public String describe() {
            return "link of " + ifName + " lost";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().loseLink(ifName);
        }
    }

    /**
     * The cable goes back in.
     *
     * @param ifName the interface
     */
    record RestoreLink(String ifName) implements Action {
        @Override
        public String describe() {
            return "link of " + ifName + " restored";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().restoreLink(ifName);
        }
    }

    /**
     * The administrator renames an interface.
     *
     * @param from its name so far
     * @param to its name from now on
     */
    record Rename(String from, String to) implements Action {
        @Override
        public String describe() {
            return from + " renamed to " + to;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().rename(from, to);
        }
    }

    /**
     * The administrator sets a sysctl.
     *
     * @param name its name
     * @param value a String or a Long
     */
    record SetSysctl(String name, Object value) implements Action {
        @Override
        public String describe() {
            return "sysctl " + name + " set to " + value;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().setSysctl(name, value);
        }
    }

    /**
     * A further line appears on /dev/devctl.
     *
     * @param line the line
     */
    record DevctlLine(String line) implements Action {
        @Override
        public String describe() {
            return "devctl line " + line;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().devctlLine(line);
        }
    }
}
