package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;

class ProcSysctlTest {
    @TempDir
    Path root;

    private SysctlReader sysctl;

    @BeforeEach
    void writeSome() throws IOException {
        Files.createDirectories(root.resolve("net/ipv4"));
        Files.writeString(root.resolve("net/ipv4/ip_forward"), "1\n");
        Files.writeString(root.resolve("net/ipv4/tcp_rmem"), "4096\t131072\t6291456\n");
        Files.writeString(root.resolve("secret"), "outside");
        sysctl = new ProcSysctl(root.resolve("net"));
    }

    @Test
    void shouldReadFilesByDottedNames() throws NetifException {
        assertEquals(Optional.of("1"), sysctl.string("ipv4.ip_forward"));
        assertEquals(OptionalLong.of(1), sysctl.integer("ipv4.ip_forward"));
        assertEquals(Optional.of("4096\t131072\t6291456"), sysctl.string("ipv4.tcp_rmem"));
    }

    @Test
    void shouldBeEmptyForANameThisKernelDoesNotHave() throws NetifException {
        assertEquals(Optional.empty(), sysctl.string("hw.hn.vfmap"));
        assertEquals(OptionalLong.empty(), sysctl.integer("hw.hn.vfmap"));
    }

    @Test
    void shouldRefuseWhatIsNoInteger() {
        NetifException e = assertThrows(NetifException.class, () -> sysctl.integer("ipv4.tcp_rmem"));
        assertEquals("read sysctl ipv4.tcp_rmem: \"4096\t131072\t6291456\" is not an integer", e.getMessage());
    }

    @Test
    void shouldRefuseADirectory() {
        assertThrows(NetifException.class, () -> sysctl.string("ipv4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...secret",
                "..secret",
                "../secret",
                "a..secret",
                ".a",
                "a.",
                "a/b",
                "a b",
                "a\0b"
            })
    void shouldRefuseNamesThatLeadElsewhere(String name) {
        NetifException e = assertThrows(NetifException.class, () -> sysctl.string(name));
        assertTrue(e.getMessage().endsWith("with single dots between"), e.getMessage());
    }
}
