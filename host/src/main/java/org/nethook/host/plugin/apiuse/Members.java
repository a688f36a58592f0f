package org.nethook.host.plugin.apiuse;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.plugin.classfile.ClassUse.Member;

/** Finds what a class file names: in a version's list, and above that in the JDK and pf4j as they are here. */
public final class Members {
    private static final Found OF_JDK = new Found(List.of("public"), null);
    private static final String CONSTRUCTOR = "<init>";
    private static final String OBJECT = "java/lang/Object";

    private Members() {}

    /** What the member leads to; null when it leads to nothing. */
    static Found find(ApiDescription api, String owner, Member member) {
        ApiDescription.Type type = api.type(owner);
        if (type == null) {
            return owner.startsWith(ApiDescription.API) || !isHere(owner, member) ? null : OF_JDK;
        }
        Found found = api.found(owner, member.name() + " " + member.descriptor());
        if (found != null || member.name().equals(CONSTRUCTOR)) {
            return found;
        }
        for (String supertype : type.supertypes()) {
            Found inherited = find(api, supertype, member);
            if (inherited != null) {
                return inherited;
            }
        }
        return type.flags().contains("interface") && isHere(OBJECT, member) ? OF_JDK : null;
    }

    /** The class of this name, if the host has it; null when not. */
    public static Class<?> here(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, Members.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Whether a class that the host has, or one above it, has the member. */
    static boolean isHere(String owner, Member member) {
        Class<?> type = here(owner);
        return type != null && has(type, member);
    }

    private static boolean has(Class<?> type, Member member) {
        if (member.name().equals(CONSTRUCTOR)) {
            for (Constructor<?> each : type.getDeclaredConstructors()) {
                if (MethodType.methodType(void.class, each.getParameterTypes())
                        .descriptorString()
                        .equals(member.descriptor())) {
                    return true;
                }
            }
            return false;
        }
        for (Method each : type.getDeclaredMethods()) {
            if (each.getName().equals(member.name())
                    && MethodType.methodType(each.getReturnType(), each.getParameterTypes())
                            .descriptorString()
                            .equals(member.descriptor())) {
                return true;
            }
        }
        for (Field each : type.getDeclaredFields()) {
            if (each.getName().equals(member.name())
                    && each.getType().descriptorString().equals(member.descriptor())) {
                return true;
            }
        }
        List<Class<?>> above = new ArrayList<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            above.add(type.getSuperclass());
        } else if (type.isInterface()) {
            above.add(Object.class);
        }
        for (Class<?> each : above) {
            if (has(each, member)) {
                return true;
            }
        }
        return false;
    }

    /** {@code PluginContext.config()}. */
    public static String show(Member member) {
        String owner = simple(member.owner());
        if (!member.isMethod()) {
            return owner + "." + member.name();
        }
        StringBuilder text =
                new StringBuilder(member.name().equals(CONSTRUCTOR) ? "new " + owner : owner + "." + member.name());
        text.append('(');
        String descriptor = member.descriptor();
        int at = 1;
        while (at < descriptor.length() && descriptor.charAt(at) != ')') {
            int end = at;
            while (descriptor.charAt(end) == '[') {
                end++;
            }
            int dimensions = end - at;
            end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) : end;
            text.append(at == 1 ? "" : ", ").append(typeName(descriptor, at + dimensions, end));
            text.append("[]".repeat(dimensions));
            at = end + 1;
        }
        return text.append(')').toString();
    }

    private static String typeName(String descriptor, int start, int end) {
        if (start < end) {
            return simple(descriptor.substring(start + 1, end));
        }
        return MethodType.fromMethodDescriptorString("()" + descriptor.charAt(start), null)
                .returnType()
                .getName();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
    }

    /** As it is written in Java. */
    public static String dotted(String name) {
        return name.replace('/', '.').replace('$', '.');
    }
}
