package org.nethook.host.pending;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.plan.Step;

/**
 * A step as one line of text: the name of its class and its components, such as {@code
 * AddressStep.Add("lagg0",(10.0.0.4,24,[10.0.0.255]))}. Texts are quoted, records in parentheses, what there can be none or
 * several of in brackets, everything else is as it prints itself.
 */
final class StepWriter {
    private final StringBuilder text = new StringBuilder(64);

    private StepWriter() {}

    /** @throws IllegalArgumentException when it has a component of a type that the log does not know */
    static String write(Step step) {
        StepWriter writer = new StepWriter();
        writer.text.append(StepTypes.name(step.getClass()));
        writer.record(step);
        return writer.text.toString();
    }

    /** A text in quotes, in ASCII. */
    static String quoted(String value) {
        StepWriter writer = new StepWriter();
        writer.string(value);
        return writer.text.toString();
    }

    private void record(Object value) {
        text.append('(');
        RecordComponent[] components = value.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            try {
                value(components[i].getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(value.getClass() + " cannot be written", e);
            }
        }
        text.append(')');
    }

    private void value(Object value) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof Enum<?> constant) {
            text.append(constant.name());
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Duration
                || value instanceof IpAddress
                || value instanceof MacAddress) {
            text.append(value);
        } else if (value instanceof Optional<?> optional) {
            elements(optional.isPresent() ? List.of(optional.get()) : List.of());
        } else if (value instanceof Set<?> set) {
            set(set);
        } else if (value instanceof List<?> list) {
            elements(list);
        } else if (value instanceof Record) {
            record(value);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be written");
        }
    }

    private void elements(Collection<?> elements) {
        text.append('[');
        boolean first = true;
        for (Object element : elements) {
            if (!first) {
                text.append(',');
            }
            first = false;
            value(element);
        }
        text.append(']');
    }

    /** In the order of their texts, so that the same set gives the same text. */
    private void set(Set<?> set) {
        List<String> texts = new ArrayList<>();
        for (Object element : set) {
            StepWriter writer = new StepWriter();
            writer.value(element);
            texts.add(writer.text.toString());
        }
        Collections.sort(texts);
        text.append('[').append(String.join(",", texts)).append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                String number = Integer.toHexString(c);
                text.append("\\u").append("0000", number.length(), 4).append(number);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
