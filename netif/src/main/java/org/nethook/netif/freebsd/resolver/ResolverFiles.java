package org.nethook.netif.freebsd.resolver;

import java.io.IOException;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.resolver.ResolverChange.Place;

/** The files of a resolver, as text (ISO 8859-1), and the program that makes one of them of another. */
public interface ResolverFiles {

    /** The file's path, for people. */
    String path(Place place);

    /**
     * The text.
     *
     * @return empty when there is no such file
     * @throws IOException when it cannot be read
     */
    Optional<String> read(Place place) throws IOException;

    /**
     * Why the file cannot be replaced, such as that it is a symbolic link.
     *
     * @return a sentence without capital and full stop; empty when nothing is in the way
     */
    Optional<String> objection(Place place);

    /**
     * Replaces a file at once, or removes it. It keeps its owner and mode; a new one is root's, and readable for all.
     *
     * @throws IOException when it cannot be written; then it is as it was
     */
    void write(Place place, Optional<String> text) throws IOException;

    /** Whether there is a resolvconf(8). */
    boolean hasResolvconf();

    /**
     * Has resolvconf(8) make everything again that it makes ({@code resolvconf -u}).
     *
     * @throws NetifException when it fails or does not end in time
     */
    void update() throws NetifException;
}
