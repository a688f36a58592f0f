package org.nethook.netif.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Scripts;
import org.nethook.netif.Platform;
import org.nethook.netif.script.Environment;

/** The scripts of a simulated machine; files that are none do not exist. */
final class SimScripts implements Scripts {
    private final Map<String, SimScript> scripts = new HashMap<>();
    private final Map<String, String> objections = new HashMap<>();
    private Platform platform;

    /** By which system calls scripts work. */
    void use(Platform fresh) {
        platform = fresh;
    }

    void put(String path, SimScript script) {
        scripts.put(path, script);
        objections.remove(path);
    }

    void distrust(String path, String why) {
        objections.put(path, why);
    }

    @Override
    public Optional<String> objection(String path) {
        String why = objections.get(path);
        if (why == null && !scripts.containsKey(path)) {
            why = "there is no such file";
        }
        return why == null ? Optional.empty() : Optional.of(path + " is not run: " + why);
    }

    @Override
    public List<String> in(String directory) {
        Set<String> paths = new TreeSet<>(scripts.keySet());
        paths.addAll(objections.keySet());
        paths.removeIf(path -> path.lastIndexOf('/') != directory.length() || !path.startsWith(directory));
        return List.copyOf(paths);
    }

    @Override
    public Result run(String path, List<String> arguments, Map<String, String> environment, Duration limit)
            throws NetifException {
        Environment.check(environment);
        Optional<String> objection = objection(path);
        if (objection.isPresent()) {
            throw new NetifException("run " + path, "", objection.get());
        }
        try {
            return scripts.get(path).run(arguments, environment, platform);
        } catch (Exception e) {
            return new Result(Optional.of(1), List.of(String.valueOf(e.getMessage())));
        }
    }
}
