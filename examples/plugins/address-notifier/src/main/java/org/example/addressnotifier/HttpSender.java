package org.example.addressnotifier;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends by a POST, from the thread that calls. The JDK's older client, because its newer one keeps threads that a plugin has no way
 * to end before Java 21.
 */
final class HttpSender implements Sender {
    /** For the connection, and for the answer. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Override
    public Optional<String> send(String to, String json) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(to).toURL().openConnection();
            try {
                connection.setConnectTimeout((int) LIMIT.toMillis());
                connection.setReadTimeout((int) LIMIT.toMillis());
                connection.setInstanceFollowRedirects(false);
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                try (OutputStream body = connection.getOutputStream()) {
                    body.write(json.getBytes(StandardCharsets.UTF_8));
                }
                int status = connection.getResponseCode();
                return status / 100 == 2 ? Optional.empty() : Optional.of(to + " answered " + status);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.of(to + ": " + e.getMessage());
        }
    }
}
