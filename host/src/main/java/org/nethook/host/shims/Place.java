package org.nethook.host.shims;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What is in the place of one base script.
 *
 * @param script whose place
 * @param file the place
 * @param content what is there
 * @param shim what nethook put there, if it is as nethook wrote it
 * @param sha256 the checksum of a regular file, else empty
 * @param kept the names of originals beside it, sorted
 */
record Place(BaseScript script, Path file, Content content, Optional<Shim> shim, String sha256, List<String> kept) {
    private static final long LARGEST = 1 << 20;

    /** What can be there. */
    enum Content {
        /** Nothing. */
        NOTHING,
        /** What nethook put there. */
        SHIM,
        /** What nethook put there, changed since. */
        CHANGED_SHIM,
        /** Base's script as FreeBSD has it. */
        BASE,
        /** Another regular file. */
        OTHER_FILE,
        /** A link, a directory or the like. */
        NO_FILE
    }

    /**
     * Looks at it.
     *
     * @param known whether a script with this checksum is as FreeBSD has it
     */
    static Place look(Path directory, BaseScript script, BiPredicate<BaseScript, String> known) throws IOException {
        Path file = directory.resolve(script.fileName());
        List<String> kept = kept(directory, script);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Place(script, file, Content.NOTHING, Optional.empty(), "", kept);
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || attributes.size() > LARGEST) {
            return new Place(script, file, Content.NO_FILE, Optional.empty(), "", kept);
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String sha256 = sha256(bytes);
        Optional<Shim> shim = Shim.parse(script, text);
        Content content;
        if (Shim.isMarked(text)) {
            content = shim.isPresent() ? Content.SHIM : Content.CHANGED_SHIM;
        } else {
            content = known.test(script, sha256) ? Content.BASE : Content.OTHER_FILE;
        }
        return new Place(script, file, content, shim, sha256, kept);
    }

    private static List<String> kept(Path directory, BaseScript script) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> file.getFileName().toString().startsWith(Original.prefix(script)))) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
            }
        }
        names.sort(null);
        return List.copyOf(names);
    }

    /** Whether the original is kept, byte for byte. */
    boolean keeps(Original original) throws IOException {
        Path file = file().resolveSibling(original.fileName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= LARGEST
                && sha256(Files.readAllBytes(file)).equals(original.sha256());
    }

    /** Those originals beside it that are the same, byte for byte. */
    List<Path> copies() throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String name : kept) {
            if (!sha256.isEmpty() && keeps(new Original(name, sha256))) {
                copies.add(file.resolveSibling(name));
            }
        }
        return copies;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
