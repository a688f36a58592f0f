package org.nethook.bench;

/** The yardstick: a JVM that prints one line. */
public final class Hello {
    private Hello() {}

    /** Prints it. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
