package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What devd asks before it starts a DHCP client on an interface that got a link; ifconfig(8) is one that prints as FreeBSD's. */
@Tag("B6")
class IsLaggPortTest {
    private static final Path SCRIPT = Path.of("src/main/libexec/is-lagg-port").toAbsolutePath();
    private static final String IFCONFIG = """
            #!/bin/sh
            case $1 in
            -g) echo lagg0; echo wan9 ;;
            lagg0)
                printf 'lagg0: flags=8843<UP,BROADCAST> metric 0 mtu 1500\\n'
                printf '\\tlaggproto failover lagghash l2,l3,l4\\n'
                printf '\\tlaggport: hn0 flags=5<MASTER,ACTIVE>\\n\\tlaggport: mce1 flags=0<>\\n\\tgroups: lagg\\n' ;;
            wan9) printf 'wan9: flags=8843<UP>\\n\\tlaggport: em10 flags=5<MASTER,ACTIVE>\\n' ;;
            esac
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void putIfconfig() throws IOException {
        Path ifconfig = Files.writeString(directory.resolve("ifconfig"), IFCONFIG);
        Files.setPosixFilePermissions(ifconfig, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void shouldKnowThePortsOfEveryLagg() throws Exception {
        for (String port : List.of("hn0", "mce1", "em10")) {
            assertEquals(0, ask(port, directory + ":" + System.getenv("PATH")), port);
        }
    }

    @Test
    void shouldLeaveEverythingElseToBase() throws Exception {
        for (String other : List.of("hn1", "hn", "mce10", "em1", "lagg0", "a b", "*", "")) {
            assertEquals(1, ask(other, directory + ":" + System.getenv("PATH")), other);
        }
    }

    @Test
    void shouldLeaveItToBaseWhereItCannotBeTold() throws Exception {
        Files.delete(directory.resolve("ifconfig"));
        assertEquals(1, ask("hn0", directory.toString()));
    }

    private static int ask(String ifName, String path) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), ifName);
        builder.environment().put("PATH", path);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
