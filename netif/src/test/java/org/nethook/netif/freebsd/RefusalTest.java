package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;

/** What an operator reads. The meanings are those that the recordings and the kernel's sources show. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "add lagg port, mlxen0, 16, add lagg port mlxen0: EBUSY (16): it is already a port of another lagg",
        "add lagg port, mlxen0, 17, add lagg port mlxen0: EEXIST (17): it is already a port of this lagg",
        "add lagg port, lo0, 43, add lagg port lo0: EPROTONOSUPPORT (43): only Ethernet interfaces can be ports",
        "remove lagg port, hn0, 2, remove lagg port hn0: ENOENT (2): it is no port of this lagg",
        "set laggproto, lagg0, 43, set laggproto lagg0: EPROTONOSUPPORT (43): this kernel does not have this protocol",
        "bring up, hn7, 6, bring up hn7: ENXIO (6): there is no interface of this name",
        "destroy, hn0, 22, 'destroy hn0: EINVAL (22): it is no pseudo-interface; only what was created can be destroyed'",
        "create, lagg0, 17, create lagg0: EEXIST (17): an interface of this name exists",
        "create, lagg07, 22, create lagg07: EINVAL (22): the unit has a leading zero",
        "create, lagg99999, 28, 'create lagg99999: ENOSPC (28): the unit is too large, or every unit is taken'",
        "rename, hn0, 17, rename hn0: EEXIST (17): another interface has the new name",
        "add group, hn0, 22, add group hn0: EINVAL (22): the name of a group does not end in a digit",
        "remove address, hn0, 49, remove address hn0: EADDRNOTAVAIL (49): the interface does not have this address",
        "add route, lagg0, 51, add route lagg0: ENETUNREACH (51): the gateway is on no network of an interface",
        "change route, lagg0, 3, change route lagg0: ESRCH (3): there is no such route",
        "set mtu, hn0, 1, 'set mtu hn0: EPERM (1): needs root, and in a jail the right to configure its network'",
        "list interfaces, '', 12, list interfaces: ENOMEM (12): the kernel has no memory left",
        "set mtu, hn0, 91, set mtu hn0: ENOLINK (91)"
    })
    void shouldSayWhatItMeans(String operation, String ifName, int errno, String message) {
        assertEquals(message, Refusal.of(operation, ifName, errno).getMessage());
    }

    @Test
    void shouldSayHowToLoadTheModuleThatIsMissing() {
        NetifException e = Refusal.of("create", "lagg0", FreeBsdErrno.EINVAL);
        assertEquals(
                "create lagg0: EINVAL (22): this kernel makes no lagg interfaces: the module if_lagg is not loaded;"
                        + " load it with: kldload if_lagg",
                e.getMessage());
        assertFalse(e.explanation().isEmpty());
    }
}
