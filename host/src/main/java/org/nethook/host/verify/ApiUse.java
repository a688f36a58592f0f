package org.nethook.host.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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

    private final List<ClassUse> all;
    private final Map<String, ClassUse> classes = new TreeMap<>();
    private final Map<String, List<ClassUse>> ofThatName = new HashMap<>();
    private final Findings findings;

    /** @param all every class, where there are some for certain versions of Java several of a name */
    ApiUse(List<ClassUse> all, Findings findings) {
        this.all = all;
        for (ClassUse each : all) {
            classes.putIfAbsent(each.name(), each);
            ofThatName.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each);
        }
        this.findings = findings;
    }

    /** What one version lacks, or will not have for ever. */
    void against(ApiDescription api) {
        Set<String> told = new HashSet<>();
        for (ClassUse user : all) {
            for (String type : user.types()) {
                if (type.startsWith(ApiDescription.API) && told.add(type)) {
                    ApiDescription.Type found = api.type(type);
                    judge(user, Members.dotted(type), found == null ? null : found.flags(), api);
                }
            }
            for (Member member : user.members()) {
                boolean own = classes.containsKey(member.owner());
                if ((own || api.type(member.owner()) != null) && told.add(member.toString())) {
                    if (own) {
                        inherited(user, member, api);
                    } else {
                        judge(user, Members.show(member), Members.find(api, member.owner(), member), api);
                    }
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

    /** A member that is asked of a class of the jar, and may be the API's. */
    private void inherited(ClassUse user, Member member, ApiDescription api) {
        Set<String> above = new LinkedHashSet<>();
        boolean known = collect(member.owner(), api, above);
        List<String> flags = null;
        boolean reachesApi = false;
        for (String type : above) {
            if (ofThatName.getOrDefault(type, List.of()).stream().anyMatch(each -> each.declares(member))
                    || isOfJdk(supertypes(type, api), member)) {
                return;
            }
            if (api.type(type) != null) {
                reachesApi = true;
                flags = flags == null ? Members.find(api, type, member) : flags;
            }
        }
        if (reachesApi && (flags != null || known)) {
            judge(user, Members.show(member), flags, api);
        }
    }

    /** Whether one of these that are neither the jar's nor the API's has it. */
    private boolean isOfJdk(List<String> supertypes, Member member) {
        for (String each : supertypes) {
            if (!classes.containsKey(each) && !each.startsWith(ApiDescription.API) && Members.isHere(each, member)) {
                return true;
            }
        }
        return false;
    }

    private List<String> supertypes(String type, ApiDescription api) {
        return classes.containsKey(type)
                ? classes.get(type).supertypes()
                : api.type(type).supertypes();
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
        boolean known = true;
        Deque<String> next = new ArrayDeque<>(List.of(type));
        while (!next.isEmpty()) { // no recursion: a jar may have thousands of classes, each above the last
            String each = next.removeLast();
            List<String> supertypes;
            if (classes.containsKey(each)) {
                supertypes = classes.get(each).supertypes();
            } else if (api.type(each) != null) {
                supertypes = api.type(each).supertypes();
            } else {
                Class<?> here = ROOTS.contains(each) ? null : Members.here(each);
                known &= ROOTS.contains(each) || here != null && here.isInterface();
                continue;
            }
            if (above.add(each)) {
                for (int i = supertypes.size() - 1; i >= 0; i--) {
                    next.addLast(supertypes.get(i));
                }
            }
        }
        return known;
    }

    /** What no version lets a plugin see, and what is nowhere. */
    void beyondTheApi(boolean hasDependencies) {
        Set<String> told = new HashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        for (ClassUse user : all) {
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
}
