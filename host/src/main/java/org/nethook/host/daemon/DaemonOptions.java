package org.nethook.host.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code nethook daemon} was told.
 *
 * @param runDirectory where the pid file, the socket and copies of plugins are, unless named otherwise
 * @param pidFile the pid file
 * @param socket the control socket
 * @param source where events come from, as {@link org.nethook.netif.machine.Sources} names it
 * @param drain how long what runs may go on once the host is told to end; empty for what the
 *     configuration says
 * @param untilEnd whether the host ends when its source has nothing more to come, as a file does
 */
public record DaemonOptions(
        Path runDirectory, Path pidFile, Path socket, String source, Optional<Duration> drain, boolean untilEnd) {}
