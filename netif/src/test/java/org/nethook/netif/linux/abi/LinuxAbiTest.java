package org.nethook.netif.linux.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.netif.InterfaceFlag;

/** Holds every number in this package to what a C compiler made of the headers. */
class LinuxAbiTest {
    /** IFF_ names of Linux that are no flag of an interface but a mask. */
    private static final Set<String> MASKS = Set.of("IFF_VOLATILE");

    private static final JsonNode ABI = read();

    private static JsonNode read() {
        try (InputStream file = LinuxAbiTest.class.getResourceAsStream("/linux/linux-abi.json")) {
            return new ObjectMapper().readTree(file).get("targets").get("amd64");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> structs() {
        return Stream.of(
                Arguments.of(NlMsgHdr.class, "nlmsghdr", "SIZEOF", "NLMSG_"),
                Arguments.of(SockaddrNl.class, "sockaddr_nl", "SIZEOF", "NL_"),
                Arguments.of(IfInfoMsg.class, "ifinfomsg", "SIZEOF", "IFI_"),
                Arguments.of(IfAddrMsg.class, "ifaddrmsg", "SIZEOF", "IFA_"),
                Arguments.of(RtMsg.class, "rtmsg", "SIZEOF", "RTM_"),
                Arguments.of(RtMsg.class, "rtnexthop", "RTNH_SIZEOF", "RTNH_"),
                Arguments.of(Attributes.class, "rtattr", "SIZEOF", "RTA_"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("structs")
    void shouldLayOutAsTheCompilerDoes(Class<?> codec, String struct, String size, String prefix)
            throws ReflectiveOperationException {
        JsonNode layout = ABI.get("struct").get(struct);
        assertEquals(layout.get("size").asInt(), value(codec.getDeclaredField(size)), size);
        int offsets = 0;
        for (Map.Entry<String, JsonNode> field : layout.get("fields").properties()) {
            // ifa_flags is both a field and an attribute; the codec has the field
            for (Field constant : codec.getDeclaredFields()) {
                if (constant.getName().equalsIgnoreCase(field.getKey())) {
                    assertEquals(field.getValue().get("offset").asInt(), value(constant), constant.getName());
                    assertTrue(constant.getName().startsWith(prefix), constant.getName());
                    offsets++;
                }
            }
        }
        assertTrue(offsets >= 2, "checked " + offsets);
    }

    static Stream<Class<?>> constants() {
        return Stream.of(
                NlMsgHdr.class,
                SockaddrNl.class,
                SocketOptions.class,
                IfInfoMsg.class,
                IfBonding.class,
                IfAddrMsg.class,
                RtMsg.class,
                InterfaceFlags.class,
                LinuxErrno.class);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void shouldNumberAsTheHeadersDo(Class<?> codec) throws ReflectiveOperationException {
        JsonNode numbers = ABI.get("const");
        int checked = 0;
        for (Field constant : codec.getFields()) {
            String name = constant.getName();
            boolean offset = structs().anyMatch(struct -> isOffset((String) struct.get()[1], name));
            if (constant.getType() == int.class && !name.endsWith("SIZEOF") && !offset) {
                assertNotNull(numbers.get(name), name);
                assertEquals(numbers.get(name).asInt(), value(constant), name);
                checked++;
            }
        }
        assertTrue(checked > 0);
    }

    @Test
    void shouldNameEveryFlag() {
        int named = 0;
        for (Map.Entry<String, JsonNode> constant : ABI.get("const").properties()) {
            if (constant.getKey().startsWith("IFF_") && !MASKS.contains(constant.getKey())) {
                assertEquals(
                        Set.of(InterfaceFlag.valueOf(constant.getKey().substring(4))),
                        InterfaceFlags.names(constant.getValue().asInt()),
                        constant.getKey());
                named++;
            }
        }
        assertEquals(19, named);
    }

    @Test
    void shouldNameEveryErrno() {
        Set<String> aliases = Set.of("EWOULDBLOCK", "EDEADLOCK", "ENOTSUP");
        int named = 0;
        for (Map.Entry<String, JsonNode> constant : ABI.get("const").properties()) {
            if (constant.getKey().matches("E[A-Z0-9]+") && !aliases.contains(constant.getKey())) {
                assertEquals(
                        constant.getKey(),
                        LinuxErrno.of(constant.getValue().asInt()).name());
                named++;
            }
        }
        assertTrue(named > 120, "named " + named);
        assertEquals("errno (4711)", LinuxErrno.of(4711).toString());
        assertEquals("errno (0)", LinuxErrno.of(0).toString());
    }

    private static boolean isOffset(String struct, String constant) {
        for (Iterator<String> fields =
                        ABI.get("struct").get(struct).get("fields").fieldNames();
                fields.hasNext(); ) {
            if (fields.next().equalsIgnoreCase(constant)) {
                return true;
            }
        }
        return false;
    }

    private static int value(Field constant) throws ReflectiveOperationException {
        assertTrue(Modifier.isStatic(constant.getModifiers()));
        constant.setAccessible(true);
        return constant.getInt(null);
    }
}
