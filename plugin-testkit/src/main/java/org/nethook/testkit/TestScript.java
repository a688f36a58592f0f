package org.nethook.testkit;

import java.util.List;
import java.util.Map;
import org.nethook.api.plan.Scripts;

/** What a script of a simulated machine does. */
@FunctionalInterface
public interface TestScript {

    /**
     * Runs it, in no time.
     *
     * @param arguments what it is given
     * @param environment the variables it is given, besides {@code PATH} and {@code HOME}
     * @param machine the machine it runs on; its calls are none of the plugin's
     * @return how it ended and what it wrote
     * @throws Exception whatever goes wrong; the script ends with status 1 and the message as its output
     */
    Scripts.Result run(List<String> arguments, Map<String, String> environment, TestMachine machine) throws Exception;
}
