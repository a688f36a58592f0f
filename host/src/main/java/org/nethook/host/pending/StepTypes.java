package org.nethook.host.pending;

import org.nethook.api.plan.Step;

/** The names of steps in the log. Only classes that {@link Step} permits have one, so that reading can make no others. */
final class StepTypes {
    private StepTypes() {}

    /** Such as {@code LaggStep.AddPort}. */
    static String name(Class<?> type) {
        String name = type.getName();
        return name.substring(Step.class.getPackageName().length() + 1).replace('$', '.');
    }

    /** @throws IllegalArgumentException when no step has this name */
    static Class<?> named(String name) {
        Class<?> found = find(Step.class, name);
        if (found == null) {
            throw new IllegalArgumentException("no step is called " + name);
        }
        return found;
    }

    private static Class<?> find(Class<?> type, String name) {
        if (!type.isSealed()) {
            return type.isRecord() && name(type).equals(name) ? type : null;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Class<?> found = find(permitted, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
