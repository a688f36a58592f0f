package org.nethook.host.verify;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.Ending;
import org.nethook.host.plugin.apiuse.Found;
import org.nethook.host.plugin.apiuse.Judge;
import org.nethook.host.plugin.apiuse.Members;
import org.nethook.host.plugin.classfile.ClassUse;

/** What is to be said of how the classes of a jar use the API. */
final class ApiFindings {
    private final Findings findings;

    ApiFindings(Findings findings) {
        this.findings = findings;
    }

    /** Tells what a version lacks, or will not have for ever. */
    Judge of(String version) {
        return new OfVersion(version);
    }

    private final class OfVersion implements Judge {
        private final String version;

        OfVersion(String version) {
            this.version = version;
        }

        @Override
        public void uses(ClassUse user, String what, Found found) {
            String uses = Members.dotted(user.name()) + " uses " + what + ", which ";
            if (found == null) {
                findings.error("api", uses + "nethook " + version + " does not have");
            } else if (found.ending() != null) {
                tell(found, uses + found.ending().inWords());
            } else if (found.flags().contains("deprecated-for-removal")) {
                findings.error("api", uses + "is deprecated in nethook " + version + ", and goes with the next");
            } else if (found.flags().contains("deprecated")) {
                findings.warning("api", uses + "is deprecated in nethook " + version);
            }
        }

        /** What a host only warns of is an error here once the next version refuses it. */
        private void tell(Found found, String text) {
            if (found.ending().stage() == Ending.Stage.DEPRECATED) {
                findings.warning("api", text);
            } else {
                findings.error("api", text);
            }
        }

        @Override
        public void lacks(ClassUse user, String method) {
            findings.error(
                    "api", Members.dotted(user.name()) + " lacks " + method + ", which nethook " + version + " calls");
        }
    }

    /** What no version lets a plugin see, and what is nowhere. */
    void beyondTheApi(List<ClassUse> all, boolean hasDependencies) {
        Set<String> own = new HashSet<>();
        for (ClassUse each : all) {
            own.add(each.name());
        }
        Set<String> told = new HashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        for (ClassUse user : all) {
            for (String type : user.types()) {
                if (own.contains(type) || type.startsWith(ApiDescription.API) || !told.add(type)) {
                    continue;
                }
                String uses = Members.dotted(user.name()) + " uses " + Members.dotted(type) + ", which ";
                if (type.startsWith("org/nethook/")) {
                    findings.error("api", uses + "is no part of the API; plugins do not see it");
                } else if (type.startsWith("sun/") || type.startsWith("jdk/internal/")) {
                    findings.warning("api", uses + "is internal to the JDK");
                } else if (type.startsWith("org/pf4j/") || type.startsWith("org/slf4j/")) {
                    if (Members.here(type) == null) {
                        findings.error("api", uses + "the library that nethook brings does not have");
                    }
                } else if (!isInJdk(type)) {
                    missing.add(type);
                }
            }
        }
        if (!missing.isEmpty() && !hasDependencies) {
            findings.warning(
                    "api",
                    "names " + missing.size() + (missing.size() == 1 ? " class that is" : " classes that are")
                            + " neither in it nor in the JDK, such as "
                            + Members.dotted(missing.iterator().next()) + "; what needs it fails");
        }
    }

    private static boolean isInJdk(String type) {
        return ClassLoader.getPlatformClassLoader().getResource(type + ".class") != null;
    }
}
