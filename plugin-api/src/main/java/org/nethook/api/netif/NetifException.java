package org.nethook.api.netif;

import java.util.Optional;

/**
 * The kernel refused an operation on an interface; the message is {@code operation interface: reason}, such as
 * {@code add lagg port mlxen0: EBUSY (16): it is already a port of another lagg}.
 */
public final class NetifException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String ifName;
    private final transient Errno errno;
    private final String explanation;

    /**
     * A refusal with an errno.
     *
     * @param operation what was tried, such as {@code "add lagg port"}
     * @param ifName the interface it was tried on; empty when it was none
     */
    public NetifException(String operation, String ifName, Errno errno) {
        this(operation, ifName, errno, "");
    }

    /**
     * A refusal with an errno and what it means here.
     *
     * @param operation what was tried, such as {@code "add lagg port"}
     * @param ifName the interface it was tried on; empty when it was none
     * @param explanation a sentence for the operator, without capital and full stop; empty for none
     */
    public NetifException(String operation, String ifName, Errno errno, String explanation) {
        super(subject(operation, ifName) + ": " + errno + (explanation.isEmpty() ? "" : ": " + explanation));
        this.operation = operation;
        this.ifName = ifName;
        this.errno = errno;
        this.explanation = explanation;
    }

    /**
     * A failure without an errno, such as an answer that cannot be read.
     *
     * @param operation what was tried
     * @param ifName the interface it was tried on; empty when it was none
     * @param reason the rest of the sentence
     */
    public NetifException(String operation, String ifName, String reason) {
        super(subject(operation, ifName) + ": " + reason);
        this.operation = operation;
        this.ifName = ifName;
        this.errno = null;
        this.explanation = reason;
    }

    private static String subject(String operation, String ifName) {
        return ifName.isEmpty() ? operation : operation + " " + ifName;
    }

    /** What was tried. */
    public String operation() {
        return operation;
    }

    /** The interface it was tried on; empty when it was none. */
    public String ifName() {
        return ifName;
    }

    /** The kernel's reason, where it gave one. */
    public Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }

    /** What it means, as a sentence without capital and full stop; empty when nobody knows. */
    public String explanation() {
        return explanation;
    }
}
