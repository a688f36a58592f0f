package org.nethook.netif.freebsd.rc.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;
import org.nethook.netif.freebsd.rc.RcConfiguration;
import org.nethook.netif.freebsd.rc.RcSystemConfig;
import org.nethook.netif.freebsd.rc.file.RcDisk;

/** The file side of a change: whole files, their mode and owner, links, locks, and who else could write. */
@Tag("D5")
class SettingsOnDiskTest {
    private static final String TEXT = "# mine\r\nhostname=a # b\nifconfig_hn0=DHCP";
    private static final VariableChange STATIC =
            new VariableChange("ifconfig_hn0", Optional.of("DHCP"), Optional.of("inet 10.0.0.4/24"));

    @TempDir
    Path top;

    private Path etc;
    private Path file;
    private RcConfiguration configuration;
    private SystemSettings settings;

    @BeforeEach
    void write() throws IOException {
        etc = Files.createDirectory(top.resolve("etc"));
        mode(etc, "rwxr-xr-x");
        file = Files.writeString(etc.resolve("rc.conf"), TEXT);
        mode(file, "rw-r-----");
        configuration = new RcConfiguration(new RcDisk(top, Duration.ZERO));
        settings = configuration.settings(List.of(file));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            return List.copyOf(new TreeSet<>(
                    files.map(each -> each.getFileName().toString()).toList()));
        }
    }

    @Test
    void shouldReplaceTheFileAndKeepItsModeAndOwner() throws Exception {
        RcSystemConfig reader = configuration.read(List.of(file));
        assertEquals(Optional.of("DHCP"), reader.variable("ifconfig_hn0"));
        boolean root = (Integer) Files.getAttribute(file, "unix:uid") == 0;
        if (root) {
            Files.setAttribute(file, "unix:gid", 4711);
        }
        Object gid = Files.getAttribute(file, "unix:gid");
        Object inode = Files.getAttribute(file, "unix:ino");

        settings.write(List.of(STATIC));

        assertEquals(TEXT.replace("DHCP", "\"inet 10.0.0.4/24\""), Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(gid, Files.getAttribute(file, "unix:gid"));
        assertTrue(!inode.equals(Files.getAttribute(file, "unix:ino")), "replaced, not written over");
        assertEquals(Optional.of("inet 10.0.0.4/24"), reader.variable("ifconfig_hn0"), "seen at once");
        assertEquals(List.of(".rc.conf.nethook-before", ".rc.conf.nethook-lock", "rc.conf"), names());
        Path before = etc.resolve(".rc.conf.nethook-before");
        assertEquals(TEXT, Files.readString(before));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(before)));
    }

    @Test
    void shouldTouchNothingTheSecondTime() throws Exception {
        settings.write(List.of(STATIC));
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, longAgo);
        Object inode = Files.getAttribute(file, "unix:ino");
        Files.setLastModifiedTime(etc, longAgo);

        settings.write(List.of(STATIC));

        assertEquals(longAgo, Files.getLastModifiedTime(file));
        assertEquals(inode, Files.getAttribute(file, "unix:ino"));
        assertEquals(longAgo, Files.getLastModifiedTime(etc), "not even a lock was taken");
    }

    @Test
    @Tag("D7")
    void shouldGiveTheBytesBack() throws Exception {
        settings.write(List.of(STATIC));
        settings.write(List.of(STATIC.reversed()));
        assertEquals(TEXT, Files.readString(file));
    }

    @Test
    @Tag("D7")
    void shouldGiveOnlyTheValuesBackWhenSomebodyElseWroteMeanwhile() throws Exception {
        settings.write(List.of(STATIC));
        Files.writeString(file, "\nsshd_enable=YES\n", StandardOpenOption.APPEND);
        settings.write(List.of(STATIC.reversed()));
        assertEquals(TEXT.replace("DHCP", "\"DHCP\"") + "\nsshd_enable=YES\n", Files.readString(file));
    }

    @Test
    void shouldFollowALinkAndLeaveIt() throws Exception {
        Path conf = Files.createDirectory(top.resolve("conf"));
        mode(conf, "rwxr-xr-x");
        Path link = Files.createSymbolicLink(conf.resolve("rc.conf"), Path.of("../etc/rc.conf"));
        configuration.settings(List.of(link)).write(List.of(STATIC));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(file).contains("inet 10.0.0.4/24"));
        mode(conf, "rwxrwxrwx");
        assertEquals(
                Optional.of(link + " is not written: " + conf + " is writable by others than its owner (chmod go-w "
                        + conf + ")"),
                configuration.settings(List.of(link)).objection(List.of(STATIC.reversed())));
    }

    @Test
    void shouldRefuseWhatOthersCouldWrite() throws Exception {
        mode(file, "rw-rw-r--");
        assertRefused(
                file + " is not written: " + file + " is writable by others than its owner (chmod go-w " + file + ")");
        mode(file, "rw-r--r--");
        mode(etc, "rwxr-xrwx");
        assertRefused(
                file + " is not written: " + etc + " is writable by others than its owner (chmod go-w " + etc + ")");
    }

    private void assertRefused(String why) throws IOException {
        assertEquals(Optional.of(why), settings.objection(List.of(STATIC)));
        NetifException e = assertThrows(NetifException.class, () -> settings.write(List.of(STATIC)));
        assertEquals("change the system's configuration: " + why, e.getMessage());
        assertEquals(TEXT, Files.readString(file));
        assertEquals(List.of("rc.conf"), names());
    }

    @Test
    void shouldNotWriteWhatAnotherWriterHas() throws Exception {
        Path lock = etc.resolve(".rc.conf.nethook-lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            NetifException e = assertThrows(NetifException.class, () -> settings.write(List.of(STATIC)));
            assertEquals(
                    "change the system's configuration: " + file
                            + " is not written: another nethook is at it, and was for 0 s (" + lock + ")",
                    e.getMessage());
        }
        assertEquals(TEXT, Files.readString(file));
        settings.write(List.of(STATIC));
        assertTrue(Files.readString(file).contains("inet 10.0.0.4/24"));
    }

    @Test
    void shouldNotWriteOverWhatSomebodyElseJustWrote() throws Exception {
        RcDisk disk = new RcDisk(top, Duration.ZERO);
        try (var lock = disk.lock(file.toString())) {
            Files.writeString(file, "hostname=theirs\n");
            SystemConfigException e = assertThrows(SystemConfigException.class, () -> lock.replace("hostname=ours\n"));
            assertEquals(
                    file + " is not written: somebody else changed it at the same time; try again", e.getMessage());
        }
        assertEquals("hostname=theirs\n", Files.readString(file));
        assertEquals(List.of(".rc.conf.nethook-lock", "rc.conf"), names());
    }

    @Test
    void shouldTidyUpWhatAKilledWriterLeft() throws Exception {
        Files.writeString(etc.resolve(".rc.conf.nethook-new"), "half a fi");
        settings.write(List.of(STATIC));
        assertEquals(List.of(".rc.conf.nethook-before", ".rc.conf.nethook-lock", "rc.conf"), names());
    }

    @Test
    void shouldMakeAFileThatIsNotThere() throws Exception {
        Files.delete(file);
        settings.write(List.of(new VariableChange("defaultrouter", Optional.empty(), Optional.of("10.0.0.1"))));
        assertEquals("defaultrouter=\"10.0.0.1\"\n", Files.readString(file));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
