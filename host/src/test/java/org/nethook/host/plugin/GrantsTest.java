package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static Grants grants(String control, String sysctls, String scripts, String settings) {
        Attributes manifest = new Attributes();
        manifest.putValue("Nethook-Control", control);
        manifest.putValue("Nethook-Sysctls", sysctls);
        manifest.putValue("Nethook-Scripts", scripts);
        manifest.putValue("Nethook-Settings", settings);
        return Grants.of(manifest);
    }

    @Test
    void shouldAllowWhatAPatternMatchesAsAWhole() {
        Grants grants = grants("hn*, lagg0,, ", "hw.hn.*,dev.*.vf", "*/hyperv_vfup.*", "ifconfig_hn*,defaultrouter");
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
        assertTrue(grants.maySet("ifconfig_hn0_alias0"));
        assertFalse(grants.maySet("ipv6_defaultrouter"));
    }

    @Test
    void shouldAllowNothingUnlessDeclared() {
        assertEquals(Grants.NONE, grants("", " ", ",", ""));
        assertFalse(Grants.NONE.mayControlSome());
        assertFalse(Grants.NONE.mayControl("em0"));
        assertFalse(Grants.NONE.mayRead("kern.vm_guest"));
        assertFalse(Grants.NONE.mayRun("/bin/sh"));
        assertFalse(Grants.NONE.maySet("hostname"));
        assertEquals(Grants.NONE, Grants.of(new Attributes()));
    }

    @Test
    void shouldLetPublishOnlyBelowADeclaredPrefix() {
        Attributes manifest = new Attributes();
        manifest.putValue("Nethook-Kvp", "nethook.*, fixed");
        Grants grants = Grants.of(manifest);
        assertTrue(grants.mayPublishAll("nethook."));
        assertTrue(grants.mayPublishAll("nethook.hn0."));
        assertFalse(grants.mayPublishAll("nethook"));
        assertFalse(grants.mayPublishAll(""));
        assertFalse(grants.mayPublishAll("fixed"));
        assertFalse(Grants.NONE.mayPublishAll("nethook."));
    }
}
