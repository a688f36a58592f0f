package org.nethook.host.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.VariableChange;

/** Every step there is comes back from the log as it was: a new step that does not is found here. */
class StepTextTest {
    private static final String AWKWARD = "\"a\\ (b),[c]\u00e4\n\ud83d\ude00'";

    static Stream<Class<?>> steps() {
        List<Class<?>> found = new ArrayList<>();
        collect(Step.class, found);
        assertTrue(found.size() > 20, "the steps of the API: " + found);
        return found.stream();
    }

    private static void collect(Class<?> type, List<Class<?>> found) {
        if (!type.isSealed()) {
            assertTrue(type.isRecord(), type + " is not a record");
            found.add(type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted, found);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void shouldReadBackEveryStep(Class<?> type) throws Exception {
        int made = 0;
        for (int variant = 0; variant < 3; variant++) {
            Step step;
            try {
                step = (Step) make(type, variant);
            } catch (InvocationTargetException e) {
                continue; // not all values go together
            }
            made++;
            String text = StepWriter.write(step);
            assertEquals(step, StepReader.read(text), text);
            assertEquals(text, StepWriter.write(StepReader.read(text)));
            assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 127), text);
        }
        assertTrue(made >= 2, "this test cannot make a " + type);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void shouldReadNothingButWholeSteps(Class<?> type) throws Exception {
        String text = StepWriter.write((Step) make(type, 1));
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThrows(IllegalArgumentException.class, () -> StepReader.read(cut), cut);
        }
        assertThrows(IllegalArgumentException.class, () -> StepReader.read(text + ")"));
        assertThrows(IllegalArgumentException.class, () -> StepReader.read(text + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.ProcessBuilder(\"sh\")",
                "Step()",
                "InterfaceStep(\"em0\")",
                "InterfaceStep$Create(\"em0\")",
                "InterfaceStep.Create(\"em0\",\"em1\")",
                "InterfaceStep.SetMtu(\"em0\",1500,x)",
                "InterfaceStep.SetMtu(\"em0\",99999999999,1500)",
                "InterfaceStep.Create(em0)",
                "InterfaceStep.Create(\"\\q\")",
                "InterfaceStep.Create(\"\\u00g0\")",
                "AddressStep.Add(\"em0\",(10.0.0.4,33,[]))",
                ""
            })
    void shouldRefuseWhatNoStepWrites(String text) {
        assertThrows(IllegalArgumentException.class, () -> StepReader.read(text));
    }

    @Test
    void shouldBeReadableForPeople() {
        assertEquals("InterfaceStep.Create(\"lagg0\")", StepWriter.write(new InterfaceStep.Create("lagg0")));
        Step step = new AddressStep.Add("lagg0", InterfaceAddress.parse("10.0.0.4/24"));
        assertTrue(
                StepWriter.write(step).startsWith("AddressStep.Add(\"lagg0\",(10.0.0.4,24,[10.0.0.255])"),
                StepWriter.write(step));
    }

    /** Variant 0 has the least of everything, the others more. */
    private static Object make(Class<?> record, int variant) throws Exception {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Type type = components[i].getGenericType();
            boolean another = types[i] == Set.class && i > 0 && type.equals(components[i - 1].getGenericType());
            values[i] = another ? Set.of() : value(type, variant); // what is set is not cleared
            if (record == VariableChange.class && types[i] == String.class) {
                values[i] = "v" + variant; // the name of a variable, which cannot be awkward
            }
        }
        Constructor<?> constructor = record.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object value(Type type, int variant) throws Exception {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < variant; i++) {
                elements.add(value(of, i));
            }
            Class<?> raw = (Class<?>) generic.getRawType();
            return raw == Optional.class
                    ? elements.stream().findFirst()
                    : raw == Set.class ? Set.copyOf(elements) : List.copyOf(elements);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return variant == 1 ? AWKWARD : "em" + variant;
        }
        if (plain == int.class) {
            return 2 + variant;
        }
        if (plain == long.class) {
            return Long.MAX_VALUE - variant;
        }
        if (plain == boolean.class) {
            return variant == 1;
        }
        if (plain == Duration.class) {
            return Duration.ofSeconds(1 + 1500L * variant);
        }
        if (plain == IpAddress.class) {
            return IpAddress.parse(variant > 0 ? "2001:db8::" + variant : "10.0.0.4");
        }
        if (plain == MacAddress.class) {
            return MacAddress.parse("00:00:5e:00:53:0" + variant);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[variant % constants.length];
        }
        return make(plain, variant);
    }
}
