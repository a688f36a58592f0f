package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/**
 * Changes variables of the system's configuration, rc.conf(5) on FreeBSD, as sysrc(8) would. What is read here is what stands in
 * the files now. Safe for use by several threads, and beside other processes that use it.
 */
public interface SystemSettings {
    /** None: every change has an objection. */
    SystemSettings NONE = new SystemSettings() {
        @Override
        public String file(String name) throws NetifException {
            throw new NetifException("change the system's configuration", "", "it is not changed here");
        }

        @Override
        public Optional<String> read(String name) throws NetifException {
            throw new NetifException("read the system's configuration", "", "it is not read here");
        }

        @Override
        public Optional<String> objection(List<VariableChange> changes) {
            return Optional.of("the system's configuration is not changed here");
        }

        @Override
        public void write(List<VariableChange> changes) throws NetifException {
            throw new NetifException("change the system's configuration", "", "it is not changed here");
        }
    };

    /**
     * The file in which a variable would be changed: the one that sets it last among those the configuration is read from,
     * otherwise the first of these.
     *
     * @return an absolute path
     * @throws NetifException when that cannot be told
     */
    String file(String name) throws NetifException;

    /**
     * What the machine's own files set a variable to.
     *
     * @return empty where they do not set it, whatever the system's defaults say
     * @throws NetifException when it cannot be told
     */
    Optional<String> read(String name) throws NetifException;

    /**
     * Why these changes cannot be made: a variable is neither what it is to be before nor after, it is set where it cannot be
     * changed safely, such as within an {@code if}, or others could write the file. Changes nothing.
     *
     * @return a sentence without capital and full stop that names file and line; empty when nothing is in the way
     */
    Optional<String> objection(List<VariableChange> changes);

    /**
     * Makes the changes. Each file is replaced at once: whoever reads it, also after a crash, finds all changes of it or
     * none. Everything else in it stays, byte for byte, and so do its mode and owner. Variables that are so already are left
     * alone; when all are, no file is touched. To make changes and then their {@linkplain VariableChange#reversed reverses}
     * gives back the bytes, if nobody else wrote the file meanwhile.
     *
     * @throws NetifException when there is an {@link #objection} or a file cannot be written; then no file is changed,
     *     unless the message says so
     */
    void write(List<VariableChange> changes) throws NetifException;
}
