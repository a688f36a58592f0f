package org.nethook.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.nethook.host.context.FileSource;

/**
 * The files that a test gave the machine; there are no others.
 *
 * @param texts their texts, which stand in them as UTF-8
 */
record TestFiles(Map<Path, String> texts) implements FileSource {

    TestFiles {
        texts = Map.copyOf(texts);
    }

    /** Owner and mode of these files are as they should be. */
    @Override
    public byte[] submitted(Path file) throws IOException {
        String text = texts.get(file);
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> read(Path file) throws IOException {
        String text = texts.get(file);
        if (text == null) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LIMIT) {
            throw new IOException(file + " is larger than a mebibyte");
        }
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
