package org.nethook.host.plugin.grant;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import org.nethook.host.plugin.jar.UnusableJarException;

/**
 * What a plugin declared in its manifest that it may touch. Patterns are names in which {@code *} stands for any text. Remembers
 * what of it was used. Safe for use by several threads.
 */
public final class Grants {
    private static final PermissionKey[] KEYS = PermissionKey.values();

    /** A plugin that may touch nothing. */
    public static final Grants NONE = new Grants();

    private final List<List<Grant>> declared = new ArrayList<>(KEYS.length);

    private Grants() {
        for (int i = 0; i < KEYS.length; i++) {
            declared.add(List.of());
        }
    }

    /**
     * Reads a manifest's main attributes.
     *
     * @throws UnusableJarException when it declares something that means nothing, with what was meant where that can be guessed
     */
    public static Grants of(Attributes manifest) {
        Declaration.checkKeys(manifest);
        Grants grants = new Grants();
        for (PermissionKey key : KEYS) {
            String value = manifest.getValue(key.key());
            if (value != null) {
                grants.declared.set(key.ordinal(), Declaration.grants(key, value));
            }
        }
        return grants;
    }

    /**
     * The same from lines of a manifest.
     *
     * @param lines such as {@code Nethook-Control: lagg*}, each key once
     */
    public static Grants declaring(String... lines) {
        Attributes manifest = new Attributes();
        for (String line : lines) {
            int colon = line.indexOf(':');
            manifest.putValue(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return of(manifest);
    }

    /** Whether it may do this to this interface; to none in particular only where it may to all. */
    public boolean mayControl(String ifName, Operation operation) {
        for (Grant grant : declared(PermissionKey.CONTROL)) {
            if (grant.permits(ifName, operation)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may read this sysctl. */
    public boolean mayRead(String sysctl) {
        return permits(PermissionKey.SYSCTLS, sysctl);
    }

    /** Whether it may read the file of this path without being told to. */
    public boolean mayReadFile(String path) {
        return permits(PermissionKey.FILES, path);
    }

    /** Whether it may run the script of this path. */
    public boolean mayRun(String path) {
        return permits(PermissionKey.SCRIPTS, path);
    }

    /** Whether its plans may change this variable of the system's configuration. */
    public boolean maySet(String variable) {
        return permits(PermissionKey.SETTINGS, variable);
    }

    /** Whether its plans may set the name servers. */
    public boolean maySetNameServers() {
        return permits(PermissionKey.RESOLVER, "yes");
    }

    /** Whether it may publish every key that begins with this prefix. */
    public boolean mayPublishAll(String prefix) {
        for (Grant grant : declared(PermissionKey.KVP)) {
            if (grant.permitsAll(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean permits(PermissionKey key, String name) {
        for (Grant grant : declared(key)) {
            if (grant.permits(name)) {
                return true;
            }
        }
        return false;
    }

    private List<Grant> declared(PermissionKey key) {
        return declared.get(key.ordinal());
    }

    /** What is declared under a key, as a manifest has it, one text a pattern. */
    public List<String> texts(PermissionKey key) {
        return texts(declared(key));
    }

    /** The line that its manifest needs for this in addition to what it has. */
    public String lineFor(PermissionKey key, String pattern) {
        List<String> texts = new ArrayList<>(texts(key));
        texts.add(pattern);
        return line(key, texts);
    }

    /** The line that its manifest needs for this operation in addition to what it has; a pattern that fits is extended. */
    public String lineFor(String ifName, Operation operation) {
        List<String> texts = new ArrayList<>();
        boolean extended = false;
        for (Grant grant : declared(PermissionKey.CONTROL)) {
            boolean extend = !extended && grant.fits(ifName);
            texts.add((extend ? grant.and(operation) : grant).toString());
            extended |= extend;
        }
        if (!extended) {
            texts.add((ifName.isEmpty() ? "*" : ifName) + " (" + operation.word() + ")");
        }
        return line(PermissionKey.CONTROL, texts);
    }

    /** What was never used, as lines of a manifest. */
    public List<String> unused() {
        List<String> lines = new ArrayList<>();
        for (PermissionKey key : KEYS) {
            List<Grant> rest = new ArrayList<>();
            for (Grant grant : declared(key)) {
                Grant unused = grant.unused();
                if (unused != null) {
                    rest.add(unused);
                }
            }
            if (!rest.isEmpty()) {
                lines.add(line(key, texts(rest)));
            }
        }
        return lines;
    }

    /** What was done to interfaces, as a line of a manifest that permits just that; empty when nothing was. */
    public String usedControl() {
        List<Grant> used = new ArrayList<>();
        for (Grant grant : declared(PermissionKey.CONTROL)) {
            Grant each = grant.used();
            if (each != null) {
                used.add(each);
            }
        }
        return used.isEmpty() ? "" : line(PermissionKey.CONTROL, texts(used));
    }

    /** Whether it may do anything at all to some interfaces. */
    public boolean permitsAnyOperation() {
        for (Grant grant : declared(PermissionKey.CONTROL)) {
            if (grant.permitsAnyOperation()) {
                return true;
            }
        }
        return false;
    }

    /** Counts what another of the same manifest was used for as well. */
    public void addUse(Grants other) {
        for (int i = 0; i < KEYS.length; i++) {
            for (int j = 0; j < declared.get(i).size(); j++) {
                declared.get(i).get(j).addUse(other.declared.get(i).get(j));
            }
        }
    }

    private static String line(PermissionKey key, List<String> texts) {
        return key.key() + ": " + String.join(", ", texts);
    }

    private static List<String> texts(List<Grant> grants) {
        List<String> texts = new ArrayList<>(grants.size());
        for (Grant grant : grants) {
            texts.add(grant.toString());
        }
        return texts;
    }

    /** The lines of the manifest. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (PermissionKey key : KEYS) {
            if (!declared(key).isEmpty()) {
                lines.add(line(key, texts(key)));
            }
        }
        return String.join("\n", lines);
    }
}
