package org.nethook.netif.selfcheck;

import org.nethook.api.netif.NetifException;

/** One thing that nethook needs of a machine or can use, to be tried on it. */
public interface SelfCheck {

    /** Its name for people and programs, lower case and without spaces; the same in every release. */
    String name();

    /**
     * Tries it. What the machine lacks or refuses is in the finding. Nothing that others use is changed, and what was
     * opened is closed.
     */
    Finding run();

    /**
     * A check whose refusals by the kernel all have the same remedy.
     *
     * @param name see {@link #name()}
     * @param remedy what to do when the kernel refuses
     * @param attempt what is tried
     */
    static SelfCheck of(String name, String remedy, Attempt attempt) {
        return new SelfCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding run() {
                try {
                    return attempt.run();
                } catch (NetifException e) {
                    return Finding.failed(e.getMessage(), remedy);
                }
            }
        };
    }

    /** What a check tries. */
    interface Attempt {

        /**
         * Tries it.
         *
         * @throws NetifException when the kernel refuses
         */
        Finding run() throws NetifException;
    }
}
