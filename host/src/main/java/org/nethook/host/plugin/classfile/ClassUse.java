package org.nethook.host.plugin.classfile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a compiled class is and names. Names are the JVM's, {@code java/lang/Object}.
 *
 * @param name its name
 * @param isAbstract whether it is an interface, or abstract
 * @param supertypes its superclass and interfaces
 * @param methods the methods it has that are no abstract ones
 * @param members the fields and methods it names, in the order of their names
 * @param types the classes it names, no arrays, in the order of their names
 */
public record ClassUse(
        String name,
        boolean isAbstract,
        List<String> supertypes,
        List<Member> methods,
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
        members = List.copyOf(members);
        types = List.copyOf(types);
    }

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static ClassUse read(byte[] classFile) {
        try {
            return read(new ConstantPool(classFile), ByteBuffer.wrap(classFile));
        } catch (IndexOutOfBoundsException e) {
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
        return new ClassUse(
                name,
                isAbstract,
                supertypes,
                methods(pool, in, name, at + 8 + 2 * interfaces),
                members(pool),
                types(pool));
    }

    private static List<Member> methods(ConstantPool pool, ByteBuffer in, String owner, int fields) {
        int at = fields + 2;
        for (int i = in.getChar(fields); i > 0; i--) {
            at = afterMember(in, at);
        }
        List<Member> methods = new ArrayList<>();
        int count = in.getChar(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            if ((in.getChar(at) & (ABSTRACT | STATIC)) == 0) {
                methods.add(new Member(owner, pool.text(pool.named(at + 2)), pool.text(pool.named(at + 4))));
            }
            at = afterMember(in, at);
        }
        return methods;
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
                members.add(new Member(
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
