package org.nethook.host.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"mine", "org.example.link_watch", "org.nethooks.mine", "a.b1.c"})
    void shouldAllowPackages(String name) {
        assertTrue(PackageNames.isValid(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "a.",
                "1a",
                "a-b",
                "a.new",
                "A.b",
                "a/b",
                "../a",
                "a b",
                "org.nethook",
                "org.nethook.api.x",
                "org.pf4j.x",
                "org.slf4j",
                "java.net"
            })
    void shouldRefuseWhatIsNoneOrTaken(String name) {
        assertFalse(PackageNames.isValid(name));
    }

    @ParameterizedTest
    @CsvSource({"link-watch, com.example.linkwatch", "new, com.example.newplugin"})
    void shouldMakeOneOfAnId(String id, String name) {
        assertEquals(name, PackageNames.of(id));
    }
}
