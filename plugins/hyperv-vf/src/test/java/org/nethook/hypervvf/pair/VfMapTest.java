package org.nethook.hypervvf.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VfMapTest {
    @Test
    @Tag("B10")
    void shouldNotConfuseMce1WithMce10() {
        VfMap map = VfMap.parse("mce10:hn1 mce1:hn0 ");
        assertEquals(Optional.of("hn0"), map.hnOf("mce1"));
        assertEquals(Optional.of("mce10"), map.vfOf("hn1"));
        assertEquals(Optional.empty(), map.hnOf("mce"));
    }

    @Test
    void shouldKnowNoPairWhenThereIsNone() {
        assertEquals(Optional.empty(), VfMap.parse("").vfOf("hn0"));
        assertEquals(Optional.empty(), VfMap.parse("nonsense :hn0 mce0:").vfOf("hn0"));
    }
}
