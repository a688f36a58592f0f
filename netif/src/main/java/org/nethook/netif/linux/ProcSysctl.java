package org.nethook.netif.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.rtnetlink.Refusal;

/** Sysctls as files: {@code net.ipv4.ip_forward} is {@code net/ipv4/ip_forward} below /proc/sys (proc(5)). */
final class ProcSysctl implements SysctlReader {
    private final Path root;

    /** @param root where the files are, {@code /proc/sys} but in tests */
    ProcSysctl(Path root) {
        this.root = root;
    }

    /** A value without the line feed at its end; values of several lines keep those between. */
    @Override
    public Optional<String> string(String name) throws NetifException {
        Path file = root.resolve(path(name));
        if (!file.toFile().exists()) {
            return Optional.empty(); // plugins for FreeBSD ask so at each event, and an exception takes longer
        }
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw Refusal.of(operation(name), "", LinuxErrno.EACCES);
        } catch (IOException e) {
            throw new NetifException(operation(name), "", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public OptionalLong integer(String name) throws NetifException {
        Optional<String> text = string(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw new NetifException(operation(name), "", "\"" + text.get() + "\" is not an integer");
        }
    }

    @Override
    public OptionalLong unsigned(String name) throws NetifException {
        Optional<String> text = string(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text.get()));
        } catch (NumberFormatException e) {
            throw new NetifException(operation(name), "", "\"" + text.get() + "\" is not an unsigned integer");
        }
    }

    @Override
    public Optional<byte[]> bytes(String name) throws NetifException {
        throw new NetifException(operation(name), "", "Linux has text for values, no bytes");
    }

    private static String path(String name) throws NetifException {
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dot = c == '.';
            if (dot
                    ? start
                    : !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-')) {
                throw badName(name);
            }
            start = dot;
        }
        if (start) {
            throw badName(name);
        }
        return name.replace('.', '/');
    }

    private static NetifException badName(String name) {
        return new NetifException(
                operation(name), "", "a name is made of letters, digits, _ and -, with single dots between");
    }

    private static String operation(String name) {
        return "read sysctl " + name;
    }
}
