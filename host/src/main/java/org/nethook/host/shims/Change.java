package org.nethook.host.shims;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * One file put in place or given back. At every moment the place has the one or the other, whole; a run that is killed in between
 * leaves at most a second name of the original, or an unfinished file beside it, which the next run uses or writes anew.
 */
interface Change {

    /** Makes it. */
    void make() throws IOException;

    /** Takes it back. */
    void takeBack() throws IOException;

    /** A shim in the place of what is there, which stays beside it. */
    static Change install(Place place, Shim shim) {
        return new Change() {
            @Override
            public void make() throws IOException {
                if (place.content() != Place.Content.SHIM) {
                    keep(place, shim.original());
                }
                try {
                    write(place.file(), shim.text());
                } catch (IOException e) {
                    if (place.content() != Place.Content.SHIM) {
                        drop(place, shim.original());
                    }
                    throw e;
                }
            }

            @Override
            public void takeBack() throws IOException {
                if (place.content() == Place.Content.SHIM) {
                    write(place.file(), place.shim().orElseThrow().text());
                } else {
                    giveBack(place.file(), shim.original());
                }
            }
        };
    }

    /** The original in the place of a shim. */
    static Change giveBack(Place place, Shim shim) {
        return new Change() {
            @Override
            public void make() throws IOException {
                giveBack(place.file(), shim.original());
            }

            @Override
            public void takeBack() throws IOException {
                keep(place, shim.original());
                write(place.file(), shim.text());
            }
        };
    }

    /** No second name any more of what is in its place: an earlier run was killed, or an update put it back. */
    static Change tidy(Place place, Path copy) {
        return new Change() {
            @Override
            public void make() throws IOException {
                Files.delete(copy);
            }

            @Override
            public void takeBack() throws IOException {
                Files.createLink(copy, place.file());
            }
        };
    }

    private static void keep(Place place, Optional<Original> original) throws IOException {
        if (original.isPresent()) {
            try {
                Files.createLink(place.file().resolveSibling(original.get().fileName()), place.file());
            } catch (FileAlreadyExistsException e) {
                if (!place.keeps(original.get())) {
                    throw new IOException(original.get().fileName() + " is there and is something else", e);
                }
            }
        }
    }

    private static void drop(Place place, Optional<Original> original) throws IOException {
        if (original.isPresent()) {
            Files.deleteIfExists(place.file().resolveSibling(original.get().fileName()));
        }
    }

    private static void giveBack(Path file, Optional<Original> original) throws IOException {
        if (original.isPresent()) {
            Files.move(file.resolveSibling(original.get().fileName()), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(file);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".nethook");
        Files.deleteIfExists(unfinished);
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r-xr-xr-x"));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }
}
