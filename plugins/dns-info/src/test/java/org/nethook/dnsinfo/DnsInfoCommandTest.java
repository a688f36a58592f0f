package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.ConfigKey;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.UsageException;

class DnsInfoCommandTest {
    private final DnsInfoCommand command = new DnsInfoCommand();

    private String run(ConfiguredFiles files, String... arguments) throws UsageException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.ISO_8859_1);
        assertEquals(0, command.run(List.of(arguments), out, new FileContext(files)));
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    @Tag("C4")
    void shouldPrintOneServerALine() throws Exception {
        String longest = "fe80:1111:2222:3333:4444:5555:255.255.255.255%a-long-ifname-0";
        String output = run(key -> Optional.of("nameserver 10.0.0.1\nnameserver " + longest + "\nsearch x\n"));
        assertEquals("10.0.0.1\n" + longest + "\n", output);
        assertTrue(longest.length() < 127);
    }

    @Test
    @Tag("C5")
    void shouldPrintNothingWithoutAFile() throws Exception {
        assertEquals("", run(key -> Optional.empty()));
    }

    @Test
    void shouldReadTheConfiguredFile() throws Exception {
        ConfigKey<Path> key = DnsInfoCommand.RESOLV_CONF;
        assertEquals(List.of(key), command.configKeys());
        assertEquals(Path.of("/etc/resolv.conf"), key.defaultValue());
        assertEquals("::1\n", run(asked -> Optional.of(asked == key ? "nameserver ::1" : "")));
    }

    @Test
    void shouldRefuseArguments() {
        assertThrows(UsageException.class, () -> run(key -> Optional.empty(), "hn0"));
    }
}
