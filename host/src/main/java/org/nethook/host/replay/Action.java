package org.nethook.host.replay;

import org.nethook.api.netif.MacAddress;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.RouterAdvertisement;

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
     * @param mostMtu the largest MTU its driver accepts
     */
    record OfferVf(String ifName, String driver, String of, MacAddress mac, int mostMtu) implements Action {
        @Override
        public String describe() {
            return "VF " + ifName + " offered for " + of;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().offerVf(ifName, driver, mac, mostMtu);
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

    /**
     * A VF stops carrying traffic, or carries it again; nothing tells the guest.
     *
     * @param ifName the VF
     * @param fails whether it stops
     */
    record FailVf(String ifName, boolean fails) implements Action {
        @Override
        public String describe() {
            return "VF " + ifName + (fails ? " stops carrying traffic" : " carries traffic again");
        }

        @Override
        public void happen(SimulatedHost host) {
            if (fails) {
                host.machine().hardware().failVf(ifName);
            } else {
                host.machine().hardware().recoverVf(ifName);
            }
        }
    }

    /**
     * An IPv6 router advertises itself on a link.
     *
     * @param ifName the interface that hears it
     * @param advertisement what it says
     */
    record Advertise(String ifName, RouterAdvertisement advertisement) implements Action {
        @Override
        public String describe() {
            return "router " + advertisement.router() + " advertises " + advertisement.prefix() + "/"
                    + advertisement.prefixLength() + " to " + ifName;
        }

        @Override
        public void happen(SimulatedHost host) {
            host.machine().hardware().advertise(ifName, advertisement);
        }
    }

    /** It is killed. */
    record Crash() implements Action {
        @Override
        public String describe() {
            return "nethook is killed (kill -9)";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.crash();
        }
    }

    /**
     * It will be killed while it applies a plan.
     *
     * @param step after so many steps from now on, over all plans
     */
    record CrashAfterStep(int step) implements Action {
        @Override
        public String describe() {
            return "nethook will be killed after " + (step == 1 ? "the next step" : step + " more steps")
                    + " of a plan";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.crashAfterSteps(step);
        }
    }

    /** It is started, killed before if it runs. */
    record Restart() implements Action {
        @Override
        public String describe() {
            return "nethook is started again";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.restart();
        }
    }

    /**
     * Events do not reach it, as when the kernel has no room for them.
     *
     * @param count how many from now on
     */
    record LoseEvents(int count) implements Action {
        @Override
        public String describe() {
            return (count == 1 ? "the next event is" : "the next " + count + " events are") + " lost on the way";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.loseEvents(count);
        }
    }

    /**
     * Events reach it twice.
     *
     * @param count how many from now on
     */
    record DoubleEvents(int count) implements Action {
        @Override
        public String describe() {
            return (count == 1 ? "the next event comes" : "the next " + count + " events come") + " twice";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.doubleEvents(count);
        }
    }
}
