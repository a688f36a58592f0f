package org.nethook.host.plugin.apiuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the API of this version ends. {@code endings.txt} lists it, which the build derives from the lists of the versions;
 * each line is {@code STAGE SINCE OWNER [NAME DESCRIPTOR] # WHAT TO DO}.
 */
public final class ApiEndings {
    /** The name of the list, beside those of the versions. */
    public static final String FILE = "endings.txt";

    /** Whether the list has a line. Not looked up, because that would cost every start; a test holds it to the list. */
    static final boolean ANY = false;

    private static final String DIRECTORY = "META-INF/nethook-api/";

    private ApiEndings() {}

    /**
     * The API of this host, with what ends; null when nothing does, so that no plugin need be looked at.
     *
     * @param version this host's
     */
    public static ApiDescription ofThisHost(String version) {
        if (!ANY) {
            return null;
        }
        try {
            ApiDescription api = ApiDescription.parse(version, lines(version + ".txt"));
            api.end(lines(FILE));
            return api;
        } catch (IOException e) {
            throw new IllegalStateException("plugin-api is not as it was built: " + e.getMessage(), e);
        }
    }

    /** The lines of a list that plugin-api brings. */
    static List<String> lines(String name) throws IOException {
        try (InputStream in = ApiEndings.class.getClassLoader().getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new IOException(DIRECTORY + name + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        }
    }
}
