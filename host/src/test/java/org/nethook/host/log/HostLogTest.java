package org.nethook.host.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class HostLogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Logger log = LoggerFactory.getLogger("some.plugin");

    @AfterEach
    void restore() {
        HostLog.configure(LogLevel.INFO, System.err);
        HostLog.withPriorities(false);
    }

    @Test
    void shouldBeginWithThePriorityForTheJournal() {
        at(LogLevel.DEBUG);
        HostLog.withPriorities(true);
        log.error("a");
        log.warn("b");
        log.info("c");
        log.debug("d");
        assertEquals(
                "<3>ERROR some.plugin: a\n<4>WARN some.plugin: b\n<6>INFO some.plugin: c\n<7>DEBUG some.plugin: d\n",
                text());
    }

    @Test
    void shouldTakeForTheJournalOnlyTheStreamThatIsNamed(@TempDir Path directory) throws IOException {
        Path stream = Files.createFile(directory.resolve("stream"));
        String name = Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");
        assertTrue(JournalStream.is(name, stream));
        assertFalse(JournalStream.is(name, Files.createFile(directory.resolve("another"))));
        assertFalse(JournalStream.is(name, directory.resolve("none")));
        assertFalse(JournalStream.is(null, stream));
    }

    @Test
    void shouldBeTheProviderThatSlf4jFinds() {
        assertInstanceOf(HostLogProvider.class, LoggerFactory.getILoggerFactory());
    }

    @Test
    void shouldWriteLevelLoggerAndMessage() {
        at(LogLevel.INFO);
        log.info("{} of {}", 1, 2);
        log.debug("not shown");
        assertEquals("INFO some.plugin: 1 of 2\n", text());
    }

    @Test
    void shouldKeepAMessageOnOneLine() {
        at(LogLevel.INFO);
        log.warn("a\nERROR b: \u001b[31mred \u202e");
        assertEquals("WARN some.plugin: a\\u000aERROR b: \\u001b[31mred \\u202e\n", text());
    }

    @Test
    void shouldShowStackTracesToDebuggersOnly() {
        at(LogLevel.INFO);
        log.error("it broke", new IllegalStateException("why"));
        assertEquals("ERROR some.plugin: it broke: java.lang.IllegalStateException: why\n", text());
        bytes.reset();
        at(LogLevel.DEBUG);
        log.error("it broke", new IllegalStateException("why"));
        assertTrue(text().startsWith("ERROR some.plugin: it broke\njava.lang.IllegalStateException: why\n\tat "));
    }

    @Test
    void shouldKeepPf4jSilentExceptForDebuggers() {
        Logger pf4j = LoggerFactory.getLogger("org.pf4j.AbstractPluginManager");
        at(LogLevel.INFO);
        assertFalse(pf4j.isErrorEnabled());
        at(LogLevel.DEBUG);
        assertTrue(pf4j.isDebugEnabled());
    }

    @Test
    void shouldLogNothingWhenOff() {
        at(LogLevel.OFF);
        log.error("quiet");
        assertEquals("", text());
        assertFalse(log.isErrorEnabled());
    }

    private void at(LogLevel level) {
        HostLog.configure(level, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
