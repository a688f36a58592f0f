package org.nethook.host.state;

import java.nio.file.Path;
import org.nethook.api.netif.NetifException;

/**
 * Where nethook keeps what outlasts a process:
 *
 * <pre>
 * lock            held while a plan is checked and applied; has its holder's pid
 * pending         the plan that is being applied, or is watched; mostly absent
 * history.jsonl   what happened, and history.jsonl.1 before it
 * plugins/ID      what a plugin keeps
 * waiting/        work that processes wait for
 * </pre>
 *
 * The directory is made with mode 0700 when something is first written; one that is a symbolic link, belongs to another
 * user or can be reached by others is refused. Safe for use by several threads.
 *
 * @param storage its files
 * @param boot the boot of the machine that runs
 */
public record StateDirectory(Storage storage, Boot boot) {
    /** The plan that is being applied. */
    public static final String PENDING = "pending";
    /** What happened. */
    public static final String HISTORY = "history.jsonl";
    /** The folder of what plugins keep. */
    public static final String PLUGINS = "plugins";
    /** The folder of what is waited for. */
    public static final String WAITING = "waiting";

    /** Tells one boot of the machine from another. */
    @FunctionalInterface
    public interface Boot {
        /**
         * A text that stays the same until the machine boots again.
         *
         * @throws NetifException when the kernel refuses to tell
         */
        String id() throws NetifException;
    }

    /** A directory on disk, neither made nor looked at yet. */
    public static StateDirectory at(Path directory, Boot boot) {
        return new StateDirectory(new DiskStorage(directory.toAbsolutePath().normalize()), boot);
    }

    /** A directory in memory, of a simulated machine that boots once. */
    public static StateDirectory inMemory() {
        return new StateDirectory(new MemoryStorage(), new OnlyBoot());
    }

    private static final class OnlyBoot implements Boot {
        @Override
        public String id() {
            return "the only one";
        }
    }
}
