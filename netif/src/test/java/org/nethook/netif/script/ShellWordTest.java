package org.nethook.netif.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void shouldLeaveWhatAShellTakesAsItIs() {
        assertEquals(
                "/usr/local/etc/nethook.d/a-1_b+c,d:e@f%g=h",
                ShellWord.of("/usr/local/etc/nethook.d/a-1_b+c,d:e@f%g=h"));
    }

    /** What sh makes of it is what it was. */
    @Test
    void shouldQuoteWhatAShellWouldNotTakeAsItIs() throws Exception {
        for (String text :
                List.of("", "/my plugins/a.jar", "/a'b", "/$(reboot)", "/a;b", "~/x", "-R", "/a\\b", "/*", "/\u00e9")) {
            Process sh = new ProcessBuilder("/bin/sh", "-c", "printf %s " + ShellWord.of(text)).start();
            assertEquals(text, new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8), text);
            assertEquals(0, sh.waitFor());
        }
        assertEquals("'/my plugins/it'\\''s.jar'", ShellWord.of(Path.of("/my plugins/it's.jar")));
    }
}
