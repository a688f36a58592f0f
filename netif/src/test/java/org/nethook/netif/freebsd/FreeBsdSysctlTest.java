package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;

class FreeBsdSysctlTest {
    private final ScriptedLibC libc = new ScriptedLibC();
    private final FaultInjector faults = new FaultInjector(libc);
    private final SysctlReader sysctl = new FreeBsdPlatform(faults, null, null).sysctl();

    @Test
    void shouldReadAStringWithoutItsNul() throws NetifException {
        libc.onSysctl("hw.hn.vfmap", "mce1:hn0 mce2:hn1\0".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of("mce1:hn0 mce2:hn1"), sysctl.string("hw.hn.vfmap"));
        assertEquals(List.of("sysctl hw.hn.vfmap", "sysctl [6, 1000]"), libc.calls());
    }

    @Test
    void shouldReadALongString() throws NetifException {
        String text = "mce1:hn0 ".repeat(1000);
        libc.onSysctl("hw.hn.vfmap", (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of(text), sysctl.string("hw.hn.vfmap"));
    }

    @Test
    void shouldTellAnEmptyStringFromAMissingName() throws NetifException {
        libc.onSysctl("hw.hn.vflist", new byte[] {0});
        assertEquals(Optional.of(""), sysctl.string("hw.hn.vflist"));
        assertEquals(Optional.empty(), sysctl.string("hw.hn.nosuch"));
        assertEquals(OptionalLong.empty(), sysctl.integer("hw.hn.nosuch"));
    }

    @Test
    void shouldReadIntegersOfEveryWidthWithTheirSign() throws NetifException {
        libc.onSysctl("one", new byte[] {-2});
        libc.onSysctl("two", new byte[] {-2, -1});
        libc.onSysctl("four", new byte[] {-2, -1, -1, -1});
        libc.onSysctl("eight", new byte[] {1, 0, 0, 0, 1, 0, 0, 0});
        assertEquals(OptionalLong.of(-2), sysctl.integer("one"));
        assertEquals(OptionalLong.of(-2), sysctl.integer("two"));
        assertEquals(OptionalLong.of(-2), sysctl.integer("four"));
        assertEquals(OptionalLong.of(0x1_0000_0001L), sysctl.integer("eight"));
    }

    @Test
    void shouldReadUnsignedIntegersAndBytes() throws NetifException {
        libc.onSysctl("one", new byte[] {-2});
        libc.onSysctl("four", new byte[] {-2, -1, -1, -1});
        libc.onSysctl("eight", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        libc.onSysctl("struct", new byte[] {1, 2, 3});
        assertEquals(OptionalLong.of(254), sysctl.unsigned("one"));
        assertEquals(OptionalLong.of(0xfffffffeL), sysctl.unsigned("four"));
        assertEquals(
                "18446744073709551615",
                Long.toUnsignedString(sysctl.unsigned("eight").orElseThrow()));
        assertArrayEquals(new byte[] {1, 2, 3}, sysctl.bytes("struct").orElseThrow());
        assertEquals(OptionalLong.empty(), sysctl.unsigned("nosuch"));
        assertEquals(Optional.empty(), sysctl.bytes("nosuch"));
    }

    @Test
    void shouldRefuseAnIntegerOfAnotherWidth() {
        libc.onSysctl("three", new byte[3]);
        NetifException e = assertThrows(NetifException.class, () -> sysctl.integer("three"));
        assertEquals("read sysctl three: its 3 bytes are no integer", e.getMessage());
    }

    @Test
    void shouldReportARefusal() {
        libc.onSysctl("kern.secret", new byte[] {0});
        faults.inject(FaultInjector.Fault.of(FaultInjector.Call.SYSCTL, 2, FreeBsdErrno.EPERM));
        NetifException e = assertThrows(NetifException.class, () -> sysctl.string("kern.secret"));
        assertEquals(
                "read sysctl kern.secret: EPERM (1): only root may read it, or nobody in this jail", e.getMessage());
        assertThrows(NetifException.class, () -> sysctl.string(""));
    }
}
