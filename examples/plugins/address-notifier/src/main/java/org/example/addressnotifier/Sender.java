package org.example.addressnotifier;

import java.util.Optional;

/** Brings a message to where it is wanted. */
interface Sender {

    /**
     * Sends a message, within a few seconds.
     *
     * @param to a web address
     * @param json the message
     * @return why it did not arrive; empty when it did
     */
    Optional<String> send(String to, String json);
}
