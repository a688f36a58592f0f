package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups of interfaces (if_addgroup of sys/net/if.c). A group exists as long as it has members. */
public final class Groups {
    /** The group that every interface is in. */
    static final String ALL = "all";

    private final Map<String, List<Ifnet>> members = new HashMap<>();

    /** SIOCAIFGROUP. A name that ends in a digit could be an interface's. */
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

    /** SIOCDIFGROUP. */
    public void remove(Ifnet ifp, String group) {
        if (!ifp.groups.remove(group)) {
            throw new KernelError(ENOENT);
        }
        List<Ifnet> others = members.get(group);
        others.remove(ifp);
        if (others.isEmpty()) {
            members.remove(group);
        }
    }

    void removeAll(Ifnet ifp) {
        for (String group : List.copyOf(ifp.groups)) {
            remove(ifp, group);
        }
    }

    /** SIOCGIFGMEMB: in the order they became members. */
    public List<Ifnet> members(String group) {
        List<Ifnet> found = members.get(group);
        if (found == null) {
            throw new KernelError(ENOENT);
        }
        return List.copyOf(found);
    }
}
