package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.SystemConfigException;

/** A host that stays sees what the operator writes into rc.conf while it runs. */
@Tag("B13")
class EditedRcConfTest {
    private static final long LATER = 1_000_000_000L;

    @TempDir
    private Path directory;

    private final AtomicLong now = new AtomicLong();
    private Path file;
    private Path more;
    private RcSystemConfig config;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("rc.conf");
        more = directory.resolve("rc.conf.d");
        Files.writeString(file, "hyperv_vf_delay=\"10\"\n");
        config = RcSystemConfig.ofFiles(List.of(file, more), now::get);
        assertEquals(Optional.of("10"), config.variable("hyperv_vf_delay"));
    }

    @Test
    void shouldReadAFileAgainThatChanged() throws Exception {
        Files.writeString(file, "hyperv_vf_delay=\"120\"\n");
        assertEquals(Optional.of("10"), config.variable("hyperv_vf_delay"), "looked for twice a second at most");
        now.addAndGet(LATER);
        assertEquals(Optional.of("120"), config.variable("hyperv_vf_delay"));
    }

    @Test
    void shouldLookAtOnceWhenItsVersionIsAsked() throws Exception {
        Object before = config.version();
        assertEquals(before, config.version());
        Files.writeString(file, "hyperv_vf_delay=\"120\"\n");
        assertNotEquals(before, config.version());
        assertEquals(Optional.of("120"), config.variable("hyperv_vf_delay"));
        Object wrong = config.version();
        Files.writeString(file, "hyperv_vf_delay=\"120\n");
        assertNotEquals(wrong, config.version());
        assertEquals(config.version(), config.version());
    }

    @Test
    void shouldReadAFileThatAnEditorReplacedByOneOfTheSameSize() throws Exception {
        Path fresh = directory.resolve("rc.conf.new");
        Files.writeString(fresh, "hyperv_vf_delay=\"11\"\n");
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(file));
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        now.addAndGet(LATER);
        assertEquals(Optional.of("11"), config.variable("hyperv_vf_delay"));
    }

    @Test
    void shouldSeeFilesThatComeAndGo() throws Exception {
        Files.createDirectory(more);
        Files.writeString(more.resolve("netif"), "hyperv_vf_delay=\"30\"\n");
        now.addAndGet(LATER);
        assertEquals(Optional.of("30"), config.variable("hyperv_vf_delay"));
        Files.delete(more.resolve("netif"));
        Files.delete(file);
        now.addAndGet(LATER);
        assertEquals(Optional.empty(), config.variable("hyperv_vf_delay"));
    }

    @Test
    void shouldRecoverFromAMistake() throws Exception {
        Files.writeString(file, "hyperv_vf_delay=\"10\n");
        now.addAndGet(LATER);
        assertThrows(SystemConfigException.class, () -> config.variable("hyperv_vf_delay"));
        assertThrows(SystemConfigException.class, () -> config.variable("hyperv_vf_delay"));
        Files.writeString(file, "hyperv_vf_delay=\"60\"\n");
        now.addAndGet(LATER);
        assertEquals(Optional.of("60"), config.variable("hyperv_vf_delay"));
    }
}
