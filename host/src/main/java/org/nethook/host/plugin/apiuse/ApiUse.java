package org.nethook.host.plugin.apiuse;

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
import org.nethook.host.plugin.jar.PluginJar;

/** Holds what the classes of a jar name against what versions of nethook have. Loads none of them. */
public final class ApiUse {
    private static final List<String> ROOTS = List.of("java/lang/Object", "java/lang/Record", "java/lang/Enum");

    private final List<ClassUse> all;
    private final Map<String, ClassUse> classes = new TreeMap<>();
    private final Map<String, List<ClassUse>> ofThatName = new HashMap<>();

    /** @param all every class, where there are some for certain versions of Java several of a name */
    public ApiUse(List<ClassUse> all) {
        this.all = all;
        for (ClassUse each : all) {
            classes.putIfAbsent(each.name(), each);
            List<ClassUse> same = ofThatName.get(each.name());
            if (same == null) {
                same = new ArrayList<>(1);
                ofThatName.put(each.name(), same);
            }
            same.add(each);
        }
    }

    /** Whether an entry of a jar is a class that is looked at, be it one for a certain Java only. */
    public static boolean isClass(String entry) {
        return entry.endsWith(".class")
                && !entry.startsWith("META-INF/", PluginJar.pathStart(entry))
                && !entry.endsWith("-info.class");
    }

    /** Tells of all that the classes use of one version. */
    public void against(ApiDescription api, Judge judge) {
        Set<String> told = new HashSet<>();
        for (ClassUse user : all) {
            for (String type : user.types()) {
                if (type.startsWith(ApiDescription.API) && told.add(type)) {
                    judge.uses(user, Members.dotted(type), api.found(type));
                }
            }
            for (Member member : user.members()) {
                boolean own = classes.containsKey(member.owner());
                boolean listed = api.type(member.owner()) != null && !api.isGone(member.owner());
                if ((own || listed) && told.add(member.toString())) {
                    if (own) {
                        inherited(user, member, api, judge);
                    } else {
                        judge.uses(user, Members.show(member), Members.find(api, member.owner(), member));
                    }
                }
            }
            if (!user.isAbstract()) {
                lacking(user, api, judge);
            }
        }
    }

    /** A member that is asked of a class of the jar, and may be the API's. */
    private void inherited(ClassUse user, Member member, ApiDescription api, Judge judge) {
        Set<String> above = new LinkedHashSet<>();
        boolean known = collect(member.owner(), api, above);
        Found found = null;
        boolean reachesApi = false;
        for (String type : above) {
            if (isDeclaredBy(type, member) || isOfJdk(supertypes(type, api), member)) {
                return;
            }
            if (api.type(type) != null) {
                reachesApi = true;
                found = found == null ? Members.find(api, type, member) : found;
            }
        }
        if (reachesApi && (found != null || known)) {
            judge.uses(user, Members.show(member), found);
        }
    }

    private boolean isDeclaredBy(String type, Member member) {
        for (ClassUse each : ofThatName.getOrDefault(type, List.of())) {
            if (each.declares(member)) {
                return true;
            }
        }
        return false;
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
    private void lacking(ClassUse user, ApiDescription api, Judge judge) {
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
                for (Map.Entry<String, List<String>> each :
                        api.type(type).members().entrySet()) {
                    if (!each.getValue().contains("abstract")) {
                        has.add(each.getKey());
                    }
                }
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
                    judge.lacks(user, Members.show(member));
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
}
