package org.nethook.netif.freebsd.dhcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nethook.api.DhcpClients;
import org.nethook.api.netif.NetifException;

/**
 * dhclient(8) by its pid files, {@code /var/run/dhclient/dhclient.IFNAME.pid} (FreeBSD 12 on) or {@code
 * /var/run/dhclient.IFNAME.pid}, and through service(8), so that rc's own settings for it hold; forced, as the interface need not have one of its own in rc.conf. Not yet seen to work on
 * FreeBSD.
 */
public final class DhclientProcesses implements DhcpClients {
    /** Longest name, without its NUL (net/if.h, IFNAMSIZ). */
    private static final int LONGEST_NAME = 15;

    private final Path run;
    private final List<String> service;

    /** Those of this machine. */
    public DhclientProcesses() {
        this(Path.of("/var/run"), List.of("/usr/sbin/service", "dhclient", "forcestart"));
    }

    /**
     * Those elsewhere.
     *
     * @param run the directory of the pid files
     * @param service starts a client when the interface's name is appended
     */
    DhclientProcesses(Path run, List<String> service) {
        this.run = run;
        this.service = service;
    }

    @Override
    public boolean isRunning(String ifName) throws NetifException {
        return process("look for DHCP client of", ifName).isPresent();
    }

    @Override
    public void start(String ifName) throws NetifException {
        String operation = "start DHCP client of";
        if (process(operation, ifName).isPresent()) {
            return;
        }
        String[] command = service.toArray(new String[service.size() + 1]);
        command[service.size()] = ifName;
        try {
            new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new NetifException(operation, ifName, String.valueOf(e.getMessage()));
        }
    }

    /** Ends it with SIGTERM, at which dhclient(8) leaves address and lease alone. */
    @Override
    public void stop(String ifName) throws NetifException {
        String operation = "end DHCP client of";
        Optional<ProcessHandle> client = process(operation, ifName);
        if (client.isPresent() && !client.get().destroy() && client.get().isAlive()) {
            throw new NetifException(
                    operation, ifName, "process " + client.get().pid() + " cannot be signalled");
        }
    }

    private Optional<ProcessHandle> process(String operation, String ifName) throws NetifException {
        if (ifName.isEmpty() || ifName.length() > LONGEST_NAME || ifName.indexOf('/') >= 0) {
            throw new NetifException(operation, ifName, "not an interface's name");
        }
        String file = "dhclient." + ifName + ".pid";
        Optional<ProcessHandle> client =
                process(operation, ifName, run.resolve("dhclient").resolve(file));
        return client.isPresent() ? client : process(operation, ifName, run.resolve(file));
    }

    private static Optional<ProcessHandle> process(String operation, String ifName, Path file) throws NetifException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).trim();
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(text));
            // a file outlives a client that was killed, and its number may be another program's by now
            return process.isPresent() && isDhclient(process.get()) ? process : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new NetifException(operation, ifName, "cannot read " + file + ": " + e.getMessage());
        }
    }

    private static boolean isDhclient(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return process.isAlive() && (command.isEmpty() || command.get().contains("dhclient"));
    }
}
