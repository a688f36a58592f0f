package org.nethook.host.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix socket. */
final class Peer {
    private Peer() {}

    /** The user's name; null where Java cannot tell, and the socket's mode alone protects it. */
    static String userOf(SocketChannel channel) {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return null;
        }
        try {
            return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException e) {
            return "a client that is gone";
        }
    }
}
