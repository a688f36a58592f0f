package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.NetIf.IFF_RENAMING;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_UP;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.nethook.netif.Timer.Scheduled;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** How hn(4) pairs with its VFs and moves the traffic between both (sys/dev/hyperv/netvsc/if_hn.c). */
public final class HyperV {
    private final Kernel kernel;
    private final boolean transparent;
    private final List<Hn> hns = new ArrayList<>();
    /** By the VF's index, as the kernel keeps it. */
    private final TreeMap<Integer, Ifnet> vfMap = new TreeMap<>();

    private Duration attachWait = Duration.ofSeconds(2);

    HyperV(Kernel kernel, boolean transparent) {
        this.kernel = kernel;
        this.transparent = transparent;
    }

    /** One hn(4). */
    public static final class Hn {
        private final Ifnet ifp;
        private final Nic nic;
        private Ifnet vf;
        private Ifnet receivesVia;
        private boolean ready;
        private boolean enabled;
        private Scheduled initialisation;

        private Hn(Ifnet ifp, Nic nic) {
            this.ifp = ifp;
            this.nic = nic;
        }

        /** Its own interface. */
        public Ifnet ifp() {
            return ifp;
        }

        /** The unit, which its sysctls are named after. */
        public int unit() {
            return ifp.unit;
        }

        /** dev.hn.N.vf: the name of the VF; empty when there is none. */
        public String vf() {
            return vf == null ? "" : vf.name;
        }

        /** dev.hn.N.rxvf: the name of the VF that carries the traffic, not in transparent mode; empty for none. */
        public String rxvf() {
            return receivesVia == null ? "" : receivesVia.name;
        }

        /** dev.hn.N.vf_xpnt_enabled: whether the VF carries the traffic, in transparent mode. */
        public boolean transparentVfEnabled() {
            return enabled;
        }
    }

    /** hw.hn.vf_transparent. */
    public boolean transparent() {
        return transparent;
    }

    /** hw.hn.vf_xpnt_attwait. */
    public Duration attachWait() {
        return attachWait;
    }

    /** Sets hw.hn.vf_xpnt_attwait. */
    public void setAttachWait(Duration wait) {
        attachWait = wait;
    }

    /** All hn(4). */
    public List<Hn> hns() {
        return List.copyOf(hns);
    }

    /** hw.hn.vflist. */
    public String vfList() {
        return map(false);
    }

    /** hw.hn.vfmap. */
    public String vfMap() {
        return map(true);
    }

    private String map(boolean withHn) {
        StringBuilder text = new StringBuilder();
        vfMap.forEach((index, hn) -> {
            Ifnet vf = kernel.interfaces().byIndex(index);
            if (vf != null) {
                text.append(text.length() == 0 ? "" : " ").append(vf.name).append(withHn ? ":" + hn.name : "");
            }
        });
        return text.toString();
    }

    void hnAttached(Ifnet ifp, Nic nic) {
        hns.add(new Hn(ifp, nic));
    }

    /** By the type it was made with, so that being a lagg's port changes nothing. */
    private static boolean isVfOf(Hn hn, Ifnet ifp) {
        return ifp != hn.ifp
                && ifp.allocType == IFT_ETHER
                && !ifp.driverName.equals("lagg")
                && !ifp.driverName.equals("vlan")
                && Arrays.equals(ifp.mac, hn.ifp.mac);
    }

    void etherAttached(Ifnet ifp) {
        for (Hn hn : hns) {
            if (!isVfOf(hn, ifp) || hn.vf != null) {
                continue;
            }
            hn.vf = ifp;
            vfMap.put(ifp.index, hn.ifp);
            if (transparent) {
                hn.nic.suspendLinkManagement(true);
                hn.ready = false;
                hn.initialisation = kernel.timer()
                        .after(attachWait, hn.ifp.name + ": initialise " + ifp.name, () -> initialise(hn));
            }
        }
    }

    private void initialise(Hn hn) {
        hn.ready = true;
        if (hn.ifp.running && !hn.enabled) {
            bringUp(hn);
        }
        kernel.interfaces().runLinkTasks();
    }

    /** In transparent mode the synthetic device carries on, with its own link, while the VF does not work. */
    void vfFailed(Ifnet vf, boolean failed) {
        for (Hn hn : hns) {
            if (!transparent || hn.vf != vf || !hn.ready) {
                continue;
            }
            if (failed) {
                hn.enabled = false;
                hn.nic.suspendLinkManagement(false);
                hn.nic.updateLink(hn.ifp);
            } else if (hn.ifp.running) {
                hn.nic.suspendLinkManagement(true);
                bringUp(hn);
            }
        }
    }

    private void bringUp(Hn hn) {
        if (hn.vf.driver instanceof Nic && ((Nic) hn.vf.driver).hasFailed()) {
            hn.nic.suspendLinkManagement(false);
            hn.nic.updateLink(hn.ifp);
            return;
        }
        if (hn.ifp.mtu != Ifnet.ETHERMTU) {
            try {
                hn.vf.driver.setMtu(hn.vf, hn.ifp.mtu);
            } catch (KernelError e) {
                hn.ifp.mtu = Math.min(hn.ifp.mtu, Ifnet.ETHERMTU);
            }
        }
        hn.vf.flags |= IFF_UP;
        hn.vf.driver.flagsChanged(hn.vf);
        hn.enabled = true;
    }

    /** The hn itself was initialised or stopped; in transparent mode its VF goes with it. */
    void hnRunningChanged(Ifnet ifp) {
        for (Hn hn : hns) {
            if (hn.ifp == ifp && transparent && hn.vf != null && hn.ready && hn.enabled != ifp.running) {
                if (ifp.running) {
                    bringUp(hn);
                } else {
                    hn.enabled = false;
                    hn.vf.flags &= ~IFF_UP;
                    hn.vf.driver.flagsChanged(hn.vf);
                }
            }
        }
    }

    /** An interface detached or is being renamed; either way the kernel forgets that it was a VF. */
    void departed(Ifnet ifp) {
        for (Hn hn : List.copyOf(hns)) {
            if (hn.ifp == ifp && (ifp.flags & IFF_RENAMING) == 0) {
                hns.remove(hn);
                vfMap.values().removeIf(owner -> owner == ifp);
                if (hn.initialisation != null) {
                    hn.initialisation.cancel();
                }
                continue;
            }
            if (hn.vf == null || !isVfOf(hn, ifp)) {
                continue;
            }
            if (transparent) {
                hn.initialisation.cancel();
                hn.nic.suspendLinkManagement(false);
                hn.nic.updateLink(hn.ifp);
            }
            hn.enabled = false;
            hn.vf = null;
            vfMap.remove(ifp.index);
        }
    }

    /** Who gets what arrives on a wire: the VF of a hn, when that carries the traffic and passes for nobody else. */
    Ifnet receiver(Ifnet wire) {
        for (Hn hn : hns) {
            if (hn.ifp == wire && hn.receivesVia != null) {
                return hn.receivesVia;
            }
        }
        return wire;
    }

    void interfaceEvent(Ifnet ifp, boolean up) {
        if (!transparent) {
            for (Hn hn : hns) {
                switchDatapath(hn, ifp, up);
            }
        }
    }

    void addressEvent(Ifnet ifp) {
        interfaceEvent(ifp, ifp.isUp());
    }

    private void switchDatapath(Hn hn, Ifnet ifp, boolean toVf) {
        if (!isVfOf(hn, ifp) || toVf == (hn.receivesVia != null)) {
            return;
        }
        hn.receivesVia = toVf ? ifp : null;
        hn.nic.suspendLinkManagement(toVf);
        if (toVf) {
            kernel.interfaces().setLinkState(hn.ifp, LINK_STATE_DOWN);
        } else {
            hn.nic.updateLink(hn.ifp);
        }
        kernel.devctl("HYPERV_NIC_VF", hn.ifp.name, toVf ? "VF_UP" : "VF_DOWN");
    }

    /** In transparent mode an hn has the link of its VF. */
    void linkEvent(Ifnet ifp) {
        for (Hn hn : hns) {
            if (transparent && hn.vf == ifp && !hn.nic.managesLink()) {
                kernel.interfaces().setLinkState(hn.ifp, ifp.linkState);
            }
        }
    }
}
