package org.nethook.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The threads that were started since, and have not ended. Those of the JVM itself, in its own group, do not count. */
final class LeftThreads {
    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    private LeftThreads() {}

    static LeftThreads since() {
        return new LeftThreads();
    }

    /** Waits for each of them to end, so long in all; returns the names of those that did not. */
    List<String> after(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : left()) {
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (rest > 0) {
                thread.join(rest);
            }
        }
        return left().stream().map(Thread::getName).toList();
    }

    private List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && !isOfTheJvm(thread))
                .toList();
    }

    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null || group.getParent() == null || group.getName().equals("InnocuousThreadGroup");
    }
}
