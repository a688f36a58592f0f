package org.nethook.netif.freebsd.resolver;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nethook.api.netif.NetifException;
import org.nethook.api.resolver.ResolverChange.Place;

/** The resolver of this machine. What resolvconf(8) really does on FreeBSD has not been seen; stand-ins took its place. */
final class ResolverDisk implements ResolverFiles {
    private static final int LIMIT = 1 << 16;
    private static final int OTHERS_WRITE = 0022;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path etc;
    private final Path resolvconf;

    ResolverDisk() {
        this(Path.of("/etc"), Path.of("/sbin/resolvconf"));
    }

    /**
     * Another place than the machine's own.
     *
     * @param etc the directory of both files
     * @param resolvconf the program
     */
    ResolverDisk(Path etc, Path resolvconf) {
        this.etc = etc;
        this.resolvconf = resolvconf;
    }

    private Path file(Place place) {
        return etc.resolve(place == Place.RESOLV_CONF ? "resolv.conf" : "resolvconf.conf");
    }

    @Override
    public String path(Place place) {
        return file(place).toString();
    }

    @Override
    public Optional<String> read(Place place) throws IOException {
        Path file = file(place);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LIMIT) {
            throw new IOException("it is no regular file of at most " + LIMIT + " bytes");
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> objection(Place place) {
        Path file = file(place);
        try {
            if (Files.isSymbolicLink(file)) {
                return Optional.of(file + " is a symbolic link, and nethook does not replace what it leads to");
            }
            if (Files.exists(file) && ((Integer) Files.getAttribute(file, "unix:mode") & OTHERS_WRITE) != 0) {
                return Optional.of(file + " is writable by others than its owner (chmod go-w)");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be looked at: " + e);
        }
    }

    @Override
    public void write(Place place, Optional<String> text) throws IOException {
        Path file = file(place);
        if (text.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = Files.createTempFile(etc, file.getFileName().toString(), ".nethook");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.get().getBytes(StandardCharsets.ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (Files.exists(file)) {
                Map<String, Object> old = Files.readAttributes(file, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
                Map<String, Object> now = Files.readAttributes(fresh, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
                if (!old.get("uid").equals(now.get("uid")) || !old.get("gid").equals(now.get("gid"))) {
                    Files.setAttribute(fresh, "unix:uid", old.get("uid"));
                    Files.setAttribute(fresh, "unix:gid", old.get("gid"));
                }
                Files.setAttribute(fresh, "unix:mode", (Integer) old.get("mode") & 07777);
            } else {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public boolean hasResolvconf() {
        return Files.isExecutable(resolvconf);
    }

    @Override
    public void update() throws NetifException {
        ProcessBuilder builder = new ProcessBuilder(List.of(resolvconf.toString(), "-u"))
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/sbin:/bin:/usr/sbin:/usr/bin");
        String operation = "run " + resolvconf + " -u";
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new NetifException(
                        operation, "", "killed, it had not ended after " + PATIENCE.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new NetifException(operation, "", "it exited with status " + process.exitValue());
            }
        } catch (IOException e) {
            NetifException failure = new NetifException(operation, "", String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            NetifException failure = new NetifException(operation, "", "interrupted");
            failure.initCause(e);
            throw failure;
        }
    }
}
