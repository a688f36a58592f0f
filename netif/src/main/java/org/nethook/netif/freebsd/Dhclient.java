package org.nethook.netif.freebsd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.freebsd.lease.LeaseFile;

/**
 * dhclient(8) of the FreeBSD base system, found through its pid file {@code /var/run/dhclient/dhclient.IFNAME.pid}; its
 * leases through dhclient.leases(5), {@code /var/db/dhclient.leases.IFNAME}. A pid counts only while a process of that number lives and is a dhclient, so that a stale file ends nobody else's
 * process.
 *
 * <p>Tested with stand-ins for files and processes only: what a running FreeBSD says of a dhclient, whose title it
 * changes, has not been seen.
 */
public final class Dhclient implements DhcpClients {
    /** Without link dhclient waits some ten seconds for it before it goes into the background; nobody waits with it. */
    private static final Duration START = Duration.ofSeconds(2);

    private static final Duration STOP = Duration.ofSeconds(5);

    private static final int LARGEST_LEASE_FILE = 1 << 20;

    private final Path pidFiles;
    private final Path leaseFiles;
    private final Processes processes;

    /** The clients of this machine. */
    public Dhclient() {
        this(Path.of("/var/run/dhclient"), Path.of("/var/db"), Processes.SYSTEM);
    }

    Dhclient(Path pidFiles, Path leaseFiles, Processes processes) {
        this.pidFiles = pidFiles;
        this.leaseFiles = leaseFiles;
        this.processes = processes;
    }

    @Override
    public boolean isRunning(String ifName) throws NetifException {
        return pid(ifName, "look for dhclient") > 0;
    }

    @Override
    public OptionalLong pid(String ifName) throws NetifException {
        long pid = pid(ifName, "look for dhclient");
        return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    @Override
    public Optional<DhcpLease> lease(String ifName) throws NetifException {
        String operation = "read the lease of";
        requireName(ifName, operation);
        try (InputStream in = Files.newInputStream(leaseFiles.resolve("dhclient.leases." + ifName))) {
            byte[] bytes = in.readNBytes(LARGEST_LEASE_FILE + 1);
            if (bytes.length > LARGEST_LEASE_FILE) {
                throw new NetifException(operation, ifName, "its file is larger than a mebibyte");
            }
            return LeaseFile.last(new String(bytes, StandardCharsets.ISO_8859_1), ifName);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(operation, ifName, e);
        }
    }

    @Override
    public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
        String operation = "start dhclient";
        if (pid(ifName, operation) > 0) {
            return;
        }
        try {
            OptionalInt status = processes.run(command(ifName, mode, flags), START);
            if (status.isPresent() && status.getAsInt() != 0) {
                throw new NetifException(operation, ifName, "it exited with status " + status.getAsInt());
            }
        } catch (IOException e) {
            throw failure(operation, ifName, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(operation, ifName, e);
        }
    }

    /** The order of rc.d/dhclient: the flags, then -b unless the start is synchronous, then the interface. */
    private static List<String> command(String ifName, DhcpMode mode, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add("/sbin/dhclient");
        command.addAll(flags);
        if (mode == DhcpMode.BACKGROUND) {
            command.add("-b");
        }
        command.add(ifName);
        return command;
    }

    @Override
    public void stop(String ifName) throws NetifException {
        String operation = "stop dhclient";
        long pid = pid(ifName, operation);
        if (pid <= 0) {
            return;
        }
        boolean ended;
        try {
            ended = processes.end(pid, STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(operation, ifName, e);
        }
        if (!ended) {
            throw new NetifException(
                    operation, ifName, "process " + pid + " still runs " + STOP.toSeconds() + " s after SIGTERM");
        }
    }

    /** The pid of a living client; 0 when there is none. */
    private long pid(String ifName, String operation) throws NetifException {
        requireName(ifName, operation);
        Path file = pidFiles.resolve("dhclient." + ifName + ".pid");
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).trim();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw failure(operation, ifName, e);
        }
        long pid;
        try {
            pid = Long.parseLong(text);
        } catch (NumberFormatException e) {
            // dhclient makes the file before it writes its pid to it.
            return 0;
        }
        if (pid <= 1) {
            return 0;
        }
        Optional<String> commandLine = processes.commandLine(pid);
        return commandLine.isPresent() && commandLine.get().contains("dhclient") ? pid : 0;
    }

    /** The name becomes an argument and a part of a path: nothing that reads as an option or leaves the directory. */
    private static void requireName(String ifName, String operation) throws NetifException {
        boolean good = !ifName.isEmpty() && ifName.length() < 16 && ifName.charAt(0) != '-';
        for (int i = 0; i < ifName.length(); i++) {
            char c = ifName.charAt(i);
            good &= c > ' ' && c < 0x7f && c != '/';
        }
        if (!good) {
            throw new NetifException(operation, ifName, "this is no interface name");
        }
    }

    private static NetifException failure(String operation, String ifName, Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        NetifException failure = new NetifException(operation, ifName, reason);
        failure.initCause(cause);
        return failure;
    }
}
