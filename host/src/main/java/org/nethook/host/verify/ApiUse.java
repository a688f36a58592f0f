package org.nethook.host.verify;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.nethook.host.plugin.classfile.ClassUse;
import org.nethook.host.plugin.classfile.ClassUse.Member;

/** Holds what the classes of a jar name against what versions of nethook have. Loads none of them. */
final class ApiUse {
    private static final List<String> ROOTS = List.of("java/lang/Object", "java/lang/Record", "java/lang/Enum");

    private final Map<String, ClassUse> classes = new TreeMap<>();
    private final Findings findings;

    ApiUse(Iterable<ClassUse> all, Findings findings) {
        for (ClassUse each : all) {
            classes.put(each.name(), each);
        }
        this.findings = findings;
    }

    /** What one version lacks, or will not have for ever. */
    void against(ApiDescription api) {
        Set<String> told = new HashSet<>();
        for (ClassUse user : classes.values()) {
            for (String type : user.types()) {
                if (type.startsWith(ApiDescription.API) && told.add(type)) {
                    ApiDescription.Type found = api.type(type);
                    judge(user, Members.dotted(type), found == null ? null : found.flags(), api);
                }
            }
            for (Member member : user.members()) {
                if (api.type(member.owner()) != null && told.add(member.toString())) {
                    judge(user, Members.show(member), Members.find(api, member.owner(), member), api);
                }
            }
            if (!user.isAbstract()) {
                lacking(user, api);
            }
        }
    }

    private void judge(ClassUse user, String what, List<String> flags, ApiDescription api) {
        String uses = Members.dotted(user.name()) + " uses " + what + ", which ";
        if (flags == null) {
            findings.error("api", uses + "nethook " + api.version() + " does not have");
        } else if (flags.contains("deprecated-for-removal")) {
            findings.error("api", uses + "is deprecated in nethook " + api.version() + ", and goes with the next");
        } else if (flags.contains("deprecated")) {
            findings.warning("api", uses + "is deprecated in nethook " + api.version());
        }
    }

    /** What the API asks of a class that implements its types, and this one has not. */
    private void lacking(ClassUse user, ApiDescription api) {
        Set<String> above = new LinkedHashSet<>();
        if (!collect(user.name(), api, above)) {
            return;
        }
        Set<String> has = new HashSet<>();
        for (String type : above) {
            ClassUse own = classes.get(type);
            if (own != null) {
                for (Member method : own.methods()) {
                    has.add(method.name() + " " + method.descriptor());
                }
            } else {
                api.type(type).members().forEach((member, flags) -> {
                    if (!flags.contains("abstract")) {
                        has.add(member);
                    }
                });
            }
        }
        for (String type : above) {
            if (classes.containsKey(type)) {
                continue;
            }
            for (Map.Entry<String, List<String>> each :
                    new TreeMap<>(api.type(type).members()).entrySet()) {
                if (each.getValue().contains("abstract") && has.add(each.getKey())) {
                    int space = each.getKey().indexOf(' ');
                    Member member = new Member(
                            type,
                            each.getKey().substring(0, space),
                            each.getKey().substring(space + 1));
                    findings.error(
                            "api",
                            Members.dotted(user.name()) + " lacks " + Members.show(member) + ", which nethook "
                                    + api.version() + " calls");
                }
            }
        }
    }

    /** Collects a type and those above it; returns whether all of them are known. */
    private boolean collect(String type, ApiDescription api, Set<String> above) {
        List<String> supertypes;
        if (classes.containsKey(type)) {
            supertypes = classes.get(type).supertypes();
        } else if (api.type(type) != null) {
            supertypes = api.type(type).supertypes();
        } else {
            return ROOTS.contains(type)
                    || Members.here(type) != null && Members.here(type).isInterface();
        }
        boolean known = true;
        if (above.add(type)) {
            for (String each : supertypes) {
                known &= collect(each, api, above);
            }
        }
        return known;
    }

    /** What no version lets a plugin see, and what is nowhere. */
    void beyondTheApi(boolean hasDependencies) {
        Set<String> told = new HashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        for (ClassUse user : classes.values()) {
            for (String type : user.types()) {
                if (classes.containsKey(type) || type.startsWith(ApiDescription.API) || !told.add(type)) {
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

    /** What a plugin had better leave alone. */
    void code() {
        Set<String> told = new HashSet<>();
        for (ClassUse user : classes.values()) {
            for (Member member : user.members()) {
                String advice = advice(member);
                if (advice != null && told.add(member.toString())) {
                    findings.warning(
                            "code", Members.dotted(user.name()) + " calls " + Members.show(member) + ": " + advice);
                }
            }
        }
    }

    private static String advice(Member member) {
        String call = member.owner() + "." + member.name();
        switch (call) {
            case "java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt":
                return "it would end the host, and fails instead";
            case "java/lang/Thread.<init>", "java/util/Timer.<init>":
                return "threads that are left running are reported, and count as faults; use context.scheduler()";
            case "java/lang/ProcessBuilder.<init>", "java/lang/Runtime.exec":
                return "nothing undoes what a process does; use a RunScript step of a plan";
            case "java/lang/Thread.sleep":
                return "it holds up the interface's other events; use context.scheduler()";
            default:
                return null;
        }
    }
}
