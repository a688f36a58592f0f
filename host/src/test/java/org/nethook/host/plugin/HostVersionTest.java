package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostVersionTest {

    @Test
    void shouldBeTheVersionThatIsBuilt() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String parent = pom.substring(pom.indexOf("<parent>"), pom.indexOf("</parent>"));
        assertTrue(parent.contains("<version>" + HostVersion.VERSION + "</version>"), parent);
    }

    @Test
    void shouldReadPlainVersionsOnly() {
        assertArrayEquals(new int[] {1, 20, 3}, HostVersion.plain(" 1.20.3 "));
        for (String other :
                new String[] {"", "1", "1.2", "1.2.", "1..2", "1.2.3.4", "1.2.x", ">=1.2.3", "9999999999.0.0"}) {
            assertNull(HostVersion.plain(other), other);
        }
    }
}
