package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** Groups of interfaces: everybody is in "all", pseudo-interfaces also in one named after their driver. */
public final class Groups {
    static final String ALL = "all";

    private final Map<String, List<Ifnet>> members = new LinkedHashMap<>();

    /** The groups of an interface, in the order it entered them. */
    public List<String> of(Ifnet ifp) {
        return List.copyOf(ifp.groups);
    }

    /**
     * The members of a group in the order they entered it.
     *
     * @throws KernelError ENOENT when nobody is in it
     */
    public List<Ifnet> members(String group) {
        List<Ifnet> all = members.get(group);
        if (all == null) {
            throw new KernelError(ENOENT);
        }
        return List.copyOf(all);
    }

    /**
     * SIOCAIFGROUP.
     *
     * @throws KernelError EINVAL when the name ends in a digit, EEXIST when the interface is in it already
     */
    public void add(Ifnet ifp, String group) {
        if (!group.isEmpty() && Character.isDigit(group.charAt(group.length() - 1))) {
            throw new KernelError(EINVAL);
        }
        if (ifp.groups.contains(group)) {
            throw new KernelError(EEXIST);
        }
        ifp.groups.add(group);
        members.computeIfAbsent(group, name -> new ArrayList<>()).add(ifp);
    }

    /**
     * SIOCDIFGROUP.
     *
     * @throws KernelError ENOENT when the interface is not in it
     */
    public void remove(Ifnet ifp, String group) {
        if (!ifp.groups.remove(group)) {
            throw new KernelError(ENOENT);
        }
        members.get(group).remove(ifp);
        if (members.get(group).isEmpty()) {
            members.remove(group);
        }
    }

    void removeAll(Ifnet ifp) {
        for (String group : of(ifp)) {
            remove(ifp, group);
        }
    }
}
