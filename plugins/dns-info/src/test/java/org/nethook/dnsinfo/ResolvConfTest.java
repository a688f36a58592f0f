package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
        assertEquals(valid ? text : null, NumericAddress.text(text));
    }

    @Test
    void shouldReadALineThatIsLongerThanTheBufferAsTwo() {
        assertEquals(
                List.of("10.0.0.1"),
                ResolvConf.of("#".repeat(1023) + "nameserver 10.0.0.1\n").servers());
        assertEquals(
                List.of(),
                ResolvConf.of("#".repeat(1022) + "nameserver 10.0.0.1\n").servers());
    }

    @Test
    void shouldWriteAddressesThatAreLongerThanAddressesAreInTheirUsualForm() {
        assertEquals("127.0.0.1", NumericAddress.text("0".repeat(70) + "177.1"));
        assertEquals("10.1.0.2", NumericAddress.parse("10.0x10002").toString());
        assertEquals("255.255.255.255", NumericAddress.parse("4294967295").toString());
        assertNull(NumericAddress.text("1".repeat(70)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search a.example b.example | a.example,b.example",
                "search\ta.example \t b.example  | a.example,b.example",
                "domain a.b.example.net | a.b.example.net,b.example.net,example.net",
                "domain a.b.c.d.e.example | a.b.c.d.e.example,b.c.d.e.example,c.d.e.example",
                "domain example.net rest | example.net",
                "search a b c d e f g | a,b,c,d,e,f",
                "domain x.example;search y.example | y.example",
                "search y.example;domain example.org | example.org",
                "search y.example;search | y.example",
                "search y.example;search  ;domain | y.example",
                "searching a;search=b; search c | ''"
            })
    void shouldSearchTheDomainsThatTheResolverSearches(String lines, String domains) {
        String text = lines.replace(';', '\n').replace("\\t", "\t") + "\n";
        assertEquals(domains, String.join(",", ResolvConf.of(text).search()));
    }

    @Test
    void shouldKeepAsMuchOfASearchListAsTheResolverKeeps() {
        String search = "a".repeat(200) + " " + "b".repeat(200);
        assertEquals(
                List.of("a".repeat(200), "b".repeat(54)),
                ResolvConf.of("search " + search + "\n").search());
    }
}
