package org.example.addressnotifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
    private final AtomicReference<String> received = new AtomicReference<>();
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            received.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Test
    void shouldPostJson() {
        assertEquals(Optional.empty(), new HttpSender().send(address(), "{}"));
        assertEquals("POST application/json {}", received.get());
    }

    @Test
    void shouldSayWhatTheOtherSideAnswered() {
        status = 500;

        assertEquals(Optional.of(address() + " answered 500"), new HttpSender().send(address(), "{}"));
    }

    @Test
    void shouldSayThatNobodyListens() {
        String address = address();
        server.stop(0);

        assertTrue(new HttpSender().send(address, "{}").isPresent());
    }

    @Test
    void shouldSayThatAnAddressIsNone() {
        assertTrue(new HttpSender().send("file:/nowhere", "{}").isPresent());
        assertTrue(new HttpSender().send("no where", "{}").isPresent());
    }
}
