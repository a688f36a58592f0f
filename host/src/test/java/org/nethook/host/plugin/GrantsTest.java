package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {

    @Test
    void shouldAllowWhatAPatternMatchesAsAWhole() {
        Grants grants = Grants.parse("hn*, lagg0,, ", "hw.hn.*,dev.*.vf", "*/hyperv_vfup.*");
        assertEquals(List.of("hn*", "lagg0"), grants.interfaces());
        assertTrue(grants.mayControl("hn0"));
        assertTrue(grants.mayControl("hn"));
        assertTrue(grants.mayControl("lagg0"));
        assertFalse(grants.mayControl("lagg01"));
        assertFalse(grants.mayControl("xhn0"));
        assertTrue(grants.mayRead("dev.hn.0.vf"));
        assertFalse(grants.mayRead("dev.hn.0.vfmap"));
        assertTrue(grants.mayRun("/usr/libexec/hyperv/hyperv_vfup.hn0"));
        assertFalse(grants.mayRun("/bin/sh"));
    }

    @Test
    void shouldAllowNothingUnlessDeclared() {
        assertEquals(Grants.NONE, Grants.parse(null, " ", null));
        assertFalse(Grants.NONE.mayControlSome());
        assertFalse(Grants.NONE.mayControl("em0"));
        assertFalse(Grants.NONE.mayRead("kern.vm_guest"));
        assertFalse(Grants.NONE.mayRun("/bin/sh"));
    }
}
