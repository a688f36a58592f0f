package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.In6AddrLifetime;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;

/** The one change that takes the kernel two requests: the old address goes before the new one comes. */
@Tag("fault")
class PrefixChangeTest {
    private static final InterfaceAddress WANTED = InterfaceAddress.parse("fe80::20d:3aff:fe12:3456/80");

    private final ScriptedLibC libc = new ScriptedLibC();
    private final NetifControl control = new FreeBsdPlatform(libc, null, null).control();
    private final List<Integer> answers = new ArrayList<>();
    private final List<ByteMemory> added = new ArrayList<>();

    /** hn0 has the address with another prefix length, manual flags and an hour to live. */
    @BeforeEach
    void answerAsRecorded() {
        libc.onSysctl(Recorded.of("12.1", "a_enumerate", 96).out(), 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGIFAFLAG_IN6, memory -> {
            memory.putInt(In6IfReq.IFR_IFRU_IFRU_FLAGS6, NetIf.IN6_IFF_NODAD | NetIf.IN6_IFF_TENTATIVE);
            return 0;
        });
        libc.onIoctl(AttributeIo.SIOCGIFALIFETIME_IN6, memory -> {
            In6AddrLifetime.put(memory, In6IfReq.IFR_IFRU_IFRU_LIFETIME, 3600, 1800);
            return 0;
        });
        libc.onIoctl(SockIo.SIOCAIFADDR_IN6, this::add);
    }

    private int add(Memory memory) {
        added.add(ByteMemory.of(memory.bytes(0, memory.size())));
        return answers.remove(0);
    }

    @Test
    void shouldPutTheOldAddressBackWhenTheNewOneIsRefused() {
        answers.addAll(List.of(-FreeBsdErrno.EINVAL, -FreeBsdErrno.ENOBUFS, 0));
        NetifException e = assertThrows(NetifException.class, () -> control.addAddress("hn0", WANTED));
        assertEquals(
                "add address hn0: ENOBUFS (55): the kernel has no room left for this; it may have in a moment",
                e.getMessage());
        ByteMemory back = added.get(2);
        assertEquals(64, Sockaddr.prefixLength(back, In6AliasReq.IFRA_PREFIXMASK, Socket.AF_INET6));
        IpAddress address = Sockaddr.address(back, In6AliasReq.IFRA_ADDR);
        assertEquals(WANTED.address(), address);
        assertEquals(NetIf.IN6_IFF_NODAD, back.getInt(In6AliasReq.IFRA_FLAGS), "tentative is the kernel's to say");
        assertEquals(3600, In6AddrLifetime.valid(back, In6AliasReq.IFRA_LIFETIME));
        assertEquals(1800, In6AddrLifetime.preferred(back, In6AliasReq.IFRA_LIFETIME));
    }

    @Test
    void shouldSaySoWhenTheOldAddressIsLost() {
        answers.addAll(List.of(-FreeBsdErrno.EINVAL, -FreeBsdErrno.ENOBUFS, -FreeBsdErrno.EPERM));
        NetifException e = assertThrows(NetifException.class, () -> control.addAddress("hn0", WANTED));
        assertEquals(FreeBsdErrno.of(FreeBsdErrno.ENOBUFS), e.errno().orElseThrow());
        assertTrue(
                e.getMessage()
                        .contains(
                                "; fe80::20d:3aff:fe12:3456/64 is gone: putting it back failed too (add address hn0: EPERM"),
                e.getMessage());
    }

    @Test
    void shouldTouchNothingWhenTheAddressCannotBeRead() {
        answers.add(-FreeBsdErrno.EINVAL);
        libc.onIoctl(AttributeIo.SIOCGIFALIFETIME_IN6, memory -> -FreeBsdErrno.EPERM);
        libc.onIoctl(SockIo.SIOCDIFADDR_IN6, memory -> {
            throw new AssertionError("removed");
        });
        assertThrows(NetifException.class, () -> control.addAddress("hn0", WANTED));
        assertEquals(1, added.size());
    }
}
