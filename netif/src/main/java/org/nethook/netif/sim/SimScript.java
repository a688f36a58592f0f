package org.nethook.netif.sim;

import java.util.List;
import java.util.Map;
import org.nethook.api.plan.Scripts;
import org.nethook.netif.Platform;

/** What a script of a simulated machine does. */
@FunctionalInterface
public interface SimScript {

    /**
     * Runs it, in no time.
     *
     * @param arguments what it is given
     * @param machine the machine's services, as another process than nethook uses them
     * @return how it ended and what it wrote
     * @throws Exception whatever goes wrong; the script ends with status 1 and the message as its output
     */
    Scripts.Result run(List<String> arguments, Platform machine) throws Exception;

    /** The same with the environment it is given, besides {@code PATH} and {@code HOME}; by default it does not look at it. */
    default Scripts.Result run(List<String> arguments, Map<String, String> environment, Platform machine)
            throws Exception {
        return run(arguments, machine);
    }
}
