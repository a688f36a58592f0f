package org.nethook.netif.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.JnrLibC;
import org.nethook.netif.freebsd.Dhclient;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.freebsd.rc.RcConfiguration;
import org.nethook.netif.freebsd.resolver.FileResolver;
import org.nethook.netif.linux.LinuxPlatform;
import org.nethook.netif.script.OperatorScripts;

/** Chooses the platform that fits the machine. */
public final class Platforms {
    /** The system property that chooses instead: {@code freebsd} or {@code linux}. */
    public static final String PROPERTY = "nethook.platform";

    /** What a Linux kernel, or what passes for one, always has where proc(5) is mounted. */
    private static final Path LINUX = Path.of("/proc/sys/kernel/ostype");

    /** FreeBSD's run-time linker, without which no program runs there. */
    private static final Path FREEBSD = Path.of("/libexec/ld-elf.so.1");

    private Platforms() {}

    /**
     * The services of this machine's kernel. Native code is loaded when one of them is first used.
     *
     * @throws IllegalArgumentException when the property is neither name or not the machine's and {@link
     *     JnrLibC#PROPERTY} names no library of that system, or when the machine is neither system; the message is one line
     *     for the operator
     */
    public static Platform detect() {
        boolean ownLibc = System.getProperty(JnrLibC.PROPERTY) == null;
        return choose(System.getProperty(PROPERTY), ownLibc, Files.exists(LINUX), Files.exists(FREEBSD));
    }

    static Platform choose(String property, boolean ownLibc, boolean linux, boolean freebsd) {
        if (property != null && !property.equals("linux") && !property.equals("freebsd")) {
            throw new IllegalArgumentException(PROPERTY + " must be freebsd or linux, not \"" + property + "\"");
        }
        // One system's request numbers mean something else to the other's kernel, and so do its errnos.
        if (property != null && ownLibc && linux != freebsd && property.equals("linux") != linux) {
            throw new IllegalArgumentException(PROPERTY + "=" + property + " on a machine that is "
                    + (linux ? "Linux" : "FreeBSD") + " needs " + JnrLibC.PROPERTY
                    + " to name a library with the functions and errnos of that system's libc");
        }
        // rc.conf(5) on every system, so that plugins for FreeBSD can be tried on Linux with files of one's own.
        if (property == null ? linux : property.equals("linux")) {
            return new LinuxPlatform(new JnrLibC(), RcConfiguration.onDisk());
        }
        if (property != null || freebsd) {
            return new FreeBsdPlatform(
                            new JnrLibC(), new Dhclient(), new OperatorScripts(), RcConfiguration.ofFreeBsd())
                    .with(FileResolver.onDisk());
        }
        throw new IllegalArgumentException("this machine is neither FreeBSD (" + FREEBSD + ") nor Linux (" + LINUX
                + "); " + PROPERTY + " can say which of them to try");
    }
}
