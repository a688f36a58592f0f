package org.nethook.host.pending;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.plan.Step;

/** Reads what {@link StepWriter} wrote, and nothing else. */
final class StepReader {
    private final String text;
    private int at;

    private StepReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is not exactly that of one step */
    static Step read(String text) {
        StepReader reader = new StepReader(text);
        int parenthesis = text.indexOf('(');
        if (parenthesis < 0) {
            throw reader.wrong("a parenthesis");
        }
        reader.at = parenthesis;
        Step step = (Step) reader.record(StepTypes.named(text.substring(0, parenthesis)));
        if (reader.at != text.length()) {
            throw reader.wrong("its end");
        }
        return step;
    }

    /** A quoted text. */
    static String readString(String text) {
        StepReader reader = new StepReader(text);
        String string = reader.string();
        if (reader.at != text.length()) {
            throw reader.wrong("its end");
        }
        return string;
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        expect('(');
        for (int i = 0; i < components.length; i++) {
            if (i > 0) {
                expect(',');
            }
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        expect(')');
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made", e);
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            List<Object> elements = elements(generic.getActualTypeArguments()[0]);
            if (raw == List.class) {
                return List.copyOf(elements);
            }
            if (raw == Set.class) {
                return new LinkedHashSet<>(elements);
            }
            if (raw == Optional.class && elements.size() <= 1) {
                return elements.isEmpty() ? Optional.empty() : Optional.of(elements.get(0));
            }
            throw wrong("a " + raw.getSimpleName());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return string();
        }
        return plain.isRecord() ? record(plain) : word(plain);
    }

    private List<Object> elements(Type type) {
        List<Object> elements = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value(type));
        }
        expect(']');
        return elements;
    }

    private Object word(Class<?> type) {
        int start = at;
        while (peek() != ',' && peek() != ')' && peek() != ']') {
            at++;
        }
        String word = text.substring(start, at);
        try {
            if (type == int.class) {
                return Integer.valueOf(word);
            }
            if (type == long.class) {
                return Long.valueOf(word);
            }
            if (type == boolean.class && (word.equals("true") || word.equals("false"))) {
                return Boolean.valueOf(word);
            }
            if (type == Duration.class) {
                return Duration.parse(word);
            }
            if (type == IpAddress.class) {
                return IpAddress.parse(word);
            }
            if (type == MacAddress.class) {
                return MacAddress.parse(word);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + word + "\" is no duration", e);
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(word)) {
                    return constant;
                }
            }
        }
        throw wrong("a " + type.getSimpleName());
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c == '"' || c == '\\') {
            return c;
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw wrong("an escape");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("expected " + wanted + " at " + at + " of " + text);
    }
}
