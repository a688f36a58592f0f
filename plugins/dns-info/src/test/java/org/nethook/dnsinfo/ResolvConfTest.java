package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The 24 recorded files, and what libc's resolver makes of them. */
@Tag("C5")
class ResolvConfTest {

    static List<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream in = ResolvConfTest.class.getResourceAsStream("/resolv.json")) {
            new ObjectMapper().readTree(in).forEach(cases::add);
        }
        assertEquals(24, cases.size());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldFindTheServersThatTheResolverUses(JsonNode observed) {
        List<String> expected = new ArrayList<>();
        observed.get("correct_output").forEach(server -> expected.add(server.asText()));
        String text =
                observed.get("input").isNull() ? "" : observed.get("input").asText();
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(
                expected, ResolvConf.nameServers(bytes), observed.get("note").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4,true",
        "1.2.3.256,false",
        "1.2.65535,true",
        "1.2.65536,false",
        "4294967295,true",
        "4294967296,false",
        "0x,false",
        "08,false",
        "010.1,true",
        "1..2,false",
        "1.2.3.4.5,false",
        "'',false",
        ".,false",
        "fe80::1%,false",
        "fe80::1%a-scope-too-long,false",
        "1::2::3,false",
        "::1,true",
        ":,false"
    })
    void shouldTakeNumericAddressesOnly(String text, boolean valid) {
        assertEquals(valid, NumericAddress.isValid(text));
    }

    @Test
    void shouldReadALineThatIsLongerThanTheBufferAsTwo() {
        assertEquals(List.of("10.0.0.1"), ResolvConf.nameServers("#".repeat(1023) + "nameserver 10.0.0.1\n"));
        assertEquals(List.of(), ResolvConf.nameServers("#".repeat(1022) + "nameserver 10.0.0.1\n"));
    }
}
