package org.nethook.netif.sim.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What was recorded in one run.
 *
 * @param folder the folder it came from, such as {@code 12.1-random}
 * @param name its file without extension
 * @param release of the kernel that was recorded
 */
record Recording(String folder, String name, String release, List<Exchange> exchanges) {
    private static final Pattern RELEASE = Pattern.compile("FreeBSD (\\d+\\.\\d+)");

    static Recording read(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Exchange> exchanges = new ArrayList<>();
        boolean packed = file.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream bytes = packed ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    exchanges.add(new Exchange(mapper.readTree(line)));
                }
            }
        }
        String folder = file.getParent().getFileName().toString();
        String name = file.getFileName().toString().replaceAll("\\.jsonl(\\.gz)?$", "");
        return new Recording(folder, name, release(exchanges, folder), exchanges);
    }

    /** As the first line says, else as the folder is called. */
    private static String release(List<Exchange> exchanges, String folder) {
        for (Exchange exchange : exchanges) {
            Matcher matcher = RELEASE.matcher(exchange.text("kernel"));
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return folder.replaceAll("-.*", "");
    }

    /** The kernel in words, as the first line has them. */
    String kernel() {
        return exchanges.isEmpty() ? "" : exchanges.get(0).text("kernel");
    }

    @Override
    public String toString() {
        return folder + "/" + name;
    }
}
