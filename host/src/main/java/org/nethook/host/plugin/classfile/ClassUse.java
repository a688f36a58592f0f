package org.nethook.host.plugin.classfile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a compiled class is and names. Names are the JVM's, {@code java/lang/Object}.
 *
 * @param name its name
 * @param isAbstract whether it is an interface, or abstract
 * @param supertypes its superclass and interfaces
 * @param methods the methods it has that are no abstract ones
 * @param declared the fields and methods it has
 * @param members the fields and methods it names, in the order of their names
 * @param types the classes it names, no arrays, in the order of their names
 */
public record ClassUse(
        String name,
        boolean isAbstract,
        List<String> supertypes,
        List<Member> methods,
        List<Member> declared,
        List<Member> members,
        List<String> types) {
    private static final int ABSTRACT = 0x0400;
    private static final int STATIC = 0x0008;

    /**
     * A field or method.
     *
     * @param owner the class that is asked for it, which may have it from a supertype
     * @param name its name
     * @param descriptor its type, or its parameters and what it returns
     */
    public record Member(String owner, String name, String descriptor) implements Comparable<Member> {
        @Override
        public int compareTo(Member other) {
            int order = owner.compareTo(other.owner);
            order = order != 0 ? order : name.compareTo(other.name);
            return order != 0 ? order : descriptor.compareTo(other.descriptor);
        }

        /** Whether it is a method. */
        public boolean isMethod() {
            return descriptor.charAt(0) == '(';
        }
    }

    public ClassUse {
        supertypes = List.copyOf(supertypes);
        methods = List.copyOf(methods);
        declared = List.copyOf(declared);
        members = List.copyOf(members);
        types = List.copyOf(types);
    }

    /** Whether it has a member of this name and type itself, whoever is asked for it. */
    public boolean declares(Member member) {
        for (Member each : declared) {
            if (each.name().equals(member.name()) && each.descriptor().equals(member.descriptor())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static ClassUse read(byte[] classFile) {
        try {
            return read(new ConstantPool(classFile), ByteBuffer.wrap(classFile));
        } catch (IndexOutOfBoundsException | NullPointerException e) { // a number that leads nowhere
            throw new IllegalArgumentException("no class file", e);
        }
    }

    private static ClassUse read(ConstantPool pool, ByteBuffer in) {
        int at = pool.end();
        boolean isAbstract = (in.getChar(at) & ABSTRACT) != 0;
        String name = pool.className(at + 2);
        List<String> supertypes = new ArrayList<>();
        if (in.getChar(at + 4) != 0) {
            supertypes.add(pool.className(at + 4));
        }
        int interfaces = in.getChar(at + 6);
        for (int i = 0; i < interfaces; i++) {
            supertypes.add(pool.className(at + 8 + 2 * i));
        }
        List<Member> methods = new ArrayList<>();
        List<Member> declared = new ArrayList<>();
        int end = declared(pool, in, name, at + 8 + 2 * interfaces, declared, new ArrayList<>());
        declared(pool, in, name, end, declared, methods);
        return new ClassUse(name, isAbstract, supertypes, methods, declared, members(pool), types(pool));
    }

    /** Adds the fields, or the methods, that are counted here; and, apart, those that have a body. Returns where they end. */
    private static int declared(
            ConstantPool pool, ByteBuffer in, String owner, int start, List<Member> all, List<Member> withBody) {
        int at = start + 2;
        for (int i = in.getChar(start); i > 0; i--) {
            Member member = member(owner, pool.text(pool.named(at + 2)), pool.text(pool.named(at + 4)));
            all.add(member);
            if ((in.getChar(at) & (ABSTRACT | STATIC)) == 0) {
                withBody.add(member);
            }
            at = afterMember(in, at);
        }
        return at;
    }

    private static Member member(String owner, String name, String descriptor) {
        if (!Descriptors.isGood(descriptor)) {
            throw new IndexOutOfBoundsException("descriptor");
        }
        return new Member(Objects.requireNonNull(owner), name, descriptor);
    }

    private static int afterMember(ByteBuffer in, int member) {
        int at = member + 8;
        for (int i = in.getChar(member + 6); i > 0; i--) {
            int length = in.getInt(at + 2);
            if (length < 0) {
                throw new IndexOutOfBoundsException("attribute length");
            }
            at += 6 + length;
        }
        return at;
    }

    private static List<Member> members(ConstantPool pool) {
        TreeSet<Member> members = new TreeSet<>();
        for (int i = 1; i < pool.count(); i++) {
            int tag = pool.tag(i);
            if (tag == ConstantPool.FIELD || tag == ConstantPool.METHOD || tag == ConstantPool.INTERFACE_METHOD) {
                int nameAndType = pool.named(pool.at(i) + 3);
                members.add(member(
                        pool.className(pool.at(i) + 1),
                        pool.text(pool.named(nameAndType + 1)),
                        pool.text(pool.named(nameAndType + 3))));
            }
        }
        return new ArrayList<>(members);
    }

    private static List<String> types(ConstantPool pool) {
        TreeSet<String> types = new TreeSet<>();
        for (int i = 1; i < pool.count(); i++) {
            if (pool.tag(i) == ConstantPool.CLASS) {
                String name = pool.text(pool.named(pool.at(i) + 1));
                int dimensions = name.lastIndexOf('[') + 1;
                if (dimensions == 0) {
                    types.add(name);
                } else if (name.charAt(dimensions) == 'L') {
                    types.add(name.substring(dimensions + 1, name.length() - 1));
                }
            }
        }
        return new ArrayList<>(types);
    }
}
