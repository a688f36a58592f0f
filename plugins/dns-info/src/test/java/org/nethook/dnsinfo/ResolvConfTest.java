package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The finer points; the recorded files run through the command. */
@Tag("C5")
class ResolvConfTest {

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
