package org.nethook.host.plugin.apiuse;

import org.nethook.host.plugin.classfile.ClassUse;

/** Is told how a jar's classes use the API of one version. Each thing used is told once, of the first class that uses it. */
public interface Judge {

    /**
     * A class names it.
     *
     * @param what it, as it is written in Java
     * @param found what it leads to; null when the version has no such thing
     */
    void uses(ClassUse user, String what, Found found);

    /** A class implements a type of the API and lacks a method that the version calls. */
    void lacks(ClassUse user, String method);
}
