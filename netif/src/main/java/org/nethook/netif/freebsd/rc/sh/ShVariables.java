package org.nethook.netif.freebsd.rc.sh;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.SystemConfigException;

/** The variables of a load: each has a text, is unset, or cannot be decided. */
public final class ShVariables {
    /** What rc's loader keeps in variables while it reads the files, and what changes how sh reads everything. */
    private static final Set<String> LOADER =
            Set.of("IFS", "sourced_files", "_d", "_rc", "_rc_conf_loaded", "rcvar", "rcvars", "rcvars_obsolete");

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> undecided = new HashMap<>();
    private final Map<String, String> readonly = new HashMap<>();

    public ShVariables() {}

    /** A copy, as a subshell has it. */
    public ShVariables(ShVariables other) {
        known.putAll(other.known);
        places.putAll(other.places);
        undecided.putAll(other.undecided);
        readonly.putAll(other.readonly);
    }

    /**
     * Sets a variable.
     *
     * @param where the place, for people
     * @throws SystemConfigException when rc's shell would end here, or go on in a way that cannot be followed
     */
    public void set(String name, String value, String where) throws SystemConfigException {
        change(name, where);
        known.put(name, value);
        places.put(name, where);
    }

    /** Unsets a variable; throws as {@link #set}. */
    void unset(String name, String where) throws SystemConfigException {
        change(name, where);
    }

    /** Makes a variable one that cannot be decided, for a reason that names its place; throws as {@link #set}. */
    void blur(String name, String reason, String where) throws SystemConfigException {
        change(name, where);
        undecided.put(name, reason);
        places.put(name, where);
    }

    private void change(String name, String where) throws SystemConfigException {
        if (LOADER.contains(name)) {
            throw new SystemConfigException(
                    where + ": it changes " + name + ", which rc itself uses to read these files");
        }
        requireWritable(name, where);
        known.remove(name);
        undecided.remove(name);
        places.remove(name);
    }

    /** @throws SystemConfigException when the variable is readonly, so that rc's shell would end here */
    void requireWritable(String name, String where) throws SystemConfigException {
        String made = readonly.get(name);
        if (made != null) {
            throw new SystemConfigException(
                    where + ": " + name + " was made readonly at " + made + "; rc would stop here");
        }
    }

    /** Forbids changes from now on. */
    void makeReadonly(String name, String where) {
        readonly.putIfAbsent(name, where);
    }

    /** Where a variable was set last, such as {@code /etc/rc.conf line 3}; null when nothing sets it. */
    public String place(String name) {
        return places.get(name);
    }

    /** Whether a variable has the same text in another load, or cannot be decided in both. */
    public boolean isSame(String name, ShVariables other) {
        return undecided.containsKey(name) == other.undecided.containsKey(name)
                && Objects.equals(known.get(name), other.known.get(name));
    }

    /** All that are set, decided or not. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(known.keySet());
        names.addAll(undecided.keySet());
        return names;
    }

    /** The text a file gave this variable, or null when it is unset. */
    public String value(String name) throws UndecidedException {
        String reason = undecided.get(name);
        if (reason != null) {
            throw new UndecidedException(reason);
        }
        return known.get(name);
    }

    /**
     * The text a reference in a file stands for, or null when the variable is unset. The environment and rc's scripts
     * have variables too: where no file sets such a name, its value cannot be decided.
     */
    public String reference(String name, String where) throws UndecidedException {
        if (!known.containsKey(name) && !undecided.containsKey(name) && isForeign(name)) {
            throw new UndecidedException(where + ": $" + name + " is not set by the files that rc reads");
        }
        return value(name);
    }

    private static boolean isForeign(String name) {
        if (!ShWord.isName(name)) {
            return true;
        }
        boolean lower = false;
        for (int i = 0; i < name.length(); i++) {
            lower |= name.charAt(i) >= 'a' && name.charAt(i) <= 'z';
        }
        // rc.subr gives _localbase its value only where the operator changed the kernel's user.localbase.
        return !lower || name.charAt(0) == '_' && !name.equals("_localbase") || RC_SCRIPTS.contains(name);
    }

    private static final Set<String> RC_SCRIPTS = Set.of(
            "name",
            "rcvar",
            "desc",
            "command",
            "autoboot",
            "rc_arg",
            "rc_fast",
            "rc_force",
            "rc_quiet",
            "rc_service",
            "rc_pid",
            "rc_boottrace",
            "service",
            "i",
            "cmd",
            "ifn",
            "line",
            "v");
}
