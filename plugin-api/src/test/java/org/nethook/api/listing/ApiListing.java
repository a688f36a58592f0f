package org.nethook.api.listing;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a compiled plugin can name, one line a type or member: {@code type|method|field FLAG... OWNER [NAME DESCRIPTOR]}, then
 * for a type {@code : SUPERTYPE...}. Names and descriptors are the JVM's.
 */
final class ApiListing {
    private final Set<String> lines = new TreeSet<>();

    /** Lists the classes of a directory. */
    static Set<String> of(Path classes) throws IOException, ClassNotFoundException {
        ApiListing listing = new ApiListing();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                String name = classes.relativize(file).toString();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    String className =
                            name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    listing.add(Class.forName(className, false, ApiListing.class.getClassLoader()));
                }
            }
        }
        return listing.lines;
    }

    static Set<String> of(Class<?>... types) {
        ApiListing listing = new ApiListing();
        for (Class<?> type : types) {
            listing.add(type);
        }
        return listing.lines;
    }

    private void add(Class<?> type) {
        if (!isReachable(type)) {
            return;
        }
        String owner = internal(type);
        StringBuilder line = new StringBuilder("type")
                .append(flags(type.getModifiers() & ~(Modifier.STATIC | Modifier.SYNCHRONIZED), type))
                .append(type.isInterface() ? " interface " : " ")
                .append(owner)
                .append(" :");
        if (type.getSuperclass() != null) {
            line.append(' ').append(internal(type.getSuperclass()));
        }
        for (Class<?> each : type.getInterfaces()) {
            line.append(' ').append(internal(each));
        }
        lines.add(line.toString());
        for (Field field : type.getDeclaredFields()) {
            if (isSeen(field.getModifiers()) && !field.isSynthetic()) {
                lines.add("field" + flags(field.getModifiers(), field) + " " + owner + " " + field.getName() + " "
                        + field.getType().descriptorString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addCall(owner, "<init>", constructor, "V");
        }
        for (Method method : type.getDeclaredMethods()) {
            addCall(owner, method.getName(), method, method.getReturnType().descriptorString());
        }
    }

    private void addCall(String owner, String name, Executable call, String returned) {
        if (!isSeen(call.getModifiers()) || call.isSynthetic() && !(call instanceof Method m && m.isBridge())) {
            return;
        }
        StringBuilder descriptor = new StringBuilder("(");
        for (Class<?> parameter : call.getParameterTypes()) {
            descriptor.append(parameter.descriptorString());
        }
        int bits = call.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT);
        if (!Modifier.isFinal(call.getDeclaringClass().getModifiers())) {
            bits |= call.getModifiers() & Modifier.FINAL;
        }
        lines.add("method" + flags(bits, call) + " " + owner + " " + name + " "
                + descriptor.append(')').append(returned));
    }

    private static boolean isReachable(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!isSeen(each.getModifiers()) || each.isAnonymousClass()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSeen(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String flags(int modifiers, AnnotatedElement element) {
        StringBuilder text = new StringBuilder();
        int[] bits = {Modifier.PUBLIC, Modifier.PROTECTED, Modifier.STATIC, Modifier.ABSTRACT, Modifier.FINAL};
        for (int bit : bits) {
            boolean ofInterface = bit == Modifier.ABSTRACT && (modifiers & Modifier.INTERFACE) != 0;
            if ((modifiers & bit) != 0 && !ofInterface) {
                text.append(' ').append(Modifier.toString(bit));
            }
        }
        Deprecated deprecated = element.getAnnotation(Deprecated.class);
        if (deprecated != null) {
            text.append(deprecated.forRemoval() ? " deprecated-for-removal" : " deprecated");
        }
        return text.toString();
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
