package org.nethook.netif.linux.abi;

import java.util.EnumSet;
import java.util.Set;
import org.nethook.api.netif.InterfaceFlag;

/** {@code IFF_…} of linux/if.h. */
public final class InterfaceFlags {
    public static final int IFF_UP = 0x1;

    /** The flag of bit 0, of bit 1, and so on. */
    private static final InterfaceFlag[] BY_BIT = {
        InterfaceFlag.UP,
        InterfaceFlag.BROADCAST,
        InterfaceFlag.DEBUG,
        InterfaceFlag.LOOPBACK,
        InterfaceFlag.POINTOPOINT,
        InterfaceFlag.NOTRAILERS,
        InterfaceFlag.RUNNING,
        InterfaceFlag.NOARP,
        InterfaceFlag.PROMISC,
        InterfaceFlag.ALLMULTI,
        InterfaceFlag.MASTER,
        InterfaceFlag.SLAVE,
        InterfaceFlag.MULTICAST,
        InterfaceFlag.PORTSEL,
        InterfaceFlag.AUTOMEDIA,
        InterfaceFlag.DYNAMIC,
        InterfaceFlag.LOWER_UP,
        InterfaceFlag.DORMANT,
        InterfaceFlag.ECHO
    };

    private InterfaceFlags() {}

    /** The names of the bits; bits Linux has no name for are left out. */
    public static Set<InterfaceFlag> names(int raw) {
        EnumSet<InterfaceFlag> names = EnumSet.noneOf(InterfaceFlag.class);
        for (int bit = 0; bit < BY_BIT.length; bit++) {
            if ((raw >> bit & 1) != 0) {
                names.add(BY_BIT[bit]);
            }
        }
        return names;
    }
}
