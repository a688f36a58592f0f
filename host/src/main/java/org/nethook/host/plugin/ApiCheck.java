package org.nethook.host.plugin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.ApiUse;
import org.nethook.host.plugin.apiuse.Found;
import org.nethook.host.plugin.apiuse.Judge;
import org.nethook.host.plugin.apiuse.Members;
import org.nethook.host.plugin.classfile.ClassUse;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;

/**
 * What a jar uses of the API that ends. What no version had is not looked for here: it may stand where it is never run, and "plugins
 * verify" tells of it.
 */
final class ApiCheck implements Judge {
    private String refusal;
    private int refused;
    private String warning;
    private int warned;

    private ApiCheck() {}

    /**
     * Looks at the classes of a jar.
     *
     * @return a warning; null when there is none to give
     * @throws UnusableJarException when it uses what is refused; the message says what
     */
    static String check(PluginJar jar, ApiDescription api) {
        List<ClassUse> classes = new ArrayList<>();
        for (String name : jar.image().names()) {
            if (ApiUse.isClass(name)) {
                try {
                    classes.add(ClassUse.read(jar.image().read(name)));
                } catch (IOException | IllegalArgumentException e) {
                    continue; // whoever needs that class is told
                }
            }
        }
        ApiCheck check = new ApiCheck();
        new ApiUse(classes).against(api, check);
        if (check.refusal != null) {
            throw new UnusableJarException(check.refusal + more(check.refused));
        }
        return check.warning == null ? null : check.warning + more(check.warned);
    }

    private static String more(int count) {
        return count == 1 ? "" : "; and " + (count - 1) + " more such, \"nethook plugins verify\" names all";
    }

    @Override
    public void uses(ClassUse user, String what, Found found) {
        if (found == null || found.ending() == null) {
            return;
        }
        String text = Members.dotted(user.name()) + " uses " + what + ", which "
                + found.ending().inWords();
        if (found.ending().isRefused()) {
            refusal = refusal == null ? text : refusal;
            refused++;
        } else {
            warning = warning == null ? text : warning;
            warned++;
        }
    }

    @Override
    public void lacks(ClassUse user, String method) {
        // it fails only where the method is called
    }
}
