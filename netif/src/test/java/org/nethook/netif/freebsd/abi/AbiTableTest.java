package org.nethook.netif.freebsd.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.netif.freebsd.abi.attribute.EtherMedia;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/** Holds every public number of the abi packages to the table; a number that the table does not have fails. */
@Tag("abi")
class AbiTableTest {
    /** Names that came during the releases nethook supports, with a value no older release uses otherwise. */
    private static final Set<String> NEWER_THAN_12_1 = new TreeSet<>(Set.of(
            "CTL_SYSCTL",
            "CTL_SYSCTL_NAME",
            "CTL_SYSCTL_NAME2OID",
            "CTL_SYSCTL_NEXT",
            "CTL_SYSCTL_OIDDESCR",
            "CTL_SYSCTL_OIDFMT",
            "EINTEGRITY",
            "IFF_NEEDSEPOCH",
            "IFF_STICKYARP",
            "IFM_100_BX",
            "IFM_1000_BX",
            "IFM_40G_LM4",
            "IFM_50G_KR4",
            "IFT_WIREGUARD",
            "LAGG_OPT_LACP_FAST_TIMO",
            "LAGG_OPT_RR_LIMIT",
            "LAGG_OPT_USE_NUMA",
            "NET_RT_NHGRP",
            "NET_RT_NHOP",
            "SIOCGIFALIAS",
            "VLR_PROTO"));

    /** Structs that grew at their end, of which older kernels copy as much as they know; their codecs have the newest size. */
    private static final Set<String> GREW = Set.of("vlanreq");

    static Stream<Arguments> releases() {
        return AbiTable.VERSIONS.stream()
                .flatMap(version -> AbiTable.TARGETS.stream().map(target -> Arguments.of(version, target)));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldUseTheNumbersOfTheRelease(String version, String target) throws Exception {
        AbiTable table = AbiTable.of(version, target);
        Set<String> missing = new TreeSet<>();
        int checked = 0;
        for (Class<?> type : abiClasses()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && Modifier.isStatic(field.getModifiers())) {
                    checked++;
                    check(table, type, field, missing);
                }
            }
        }
        assertTrue(checked > 550, "only " + checked + " numbers were found");
        assertTrue(NEWER_THAN_12_1.containsAll(missing), "not in the table of " + version + ": " + missing);
        if (version.equals("12.1")) {
            assertEquals(NEWER_THAN_12_1, missing);
        }
    }

    private static void check(AbiTable table, Class<?> type, Field field, Set<String> missing) throws Exception {
        String where = type.getSimpleName() + "." + field.getName();
        if (field.getType() == IoctlRequest.class) {
            IoctlRequest request = (IoctlRequest) field.get(null);
            assertEquals(field.getName(), request.name());
            expect(table.ioctl(field.getName()), request.number(), where, missing);
            return;
        }
        if (field.isEnumConstant()) {
            int number = ((EtherMedia) field.get(null)).number();
            expect(table.constant(field.getName()), number, where, missing);
            return;
        }
        assertEquals(int.class, field.getType(), where + " is neither a request nor an int");
        int value = field.getInt(null);
        String struct = hasSize(type) ? table.structNamed(type.getSimpleName()) : null;
        if (hasSize(type)) {
            assertNotNull(struct, "no struct in the table for " + type.getSimpleName());
            Map<String, Integer> offsets = table.offsets(struct);
            if (field.getName().equals("SIZE")) {
                int size = GREW.contains(struct) ? AbiTable.of("15.0", "amd64").size(struct) : table.size(struct);
                assertEquals(size, value, where);
                return;
            }
            if (offsets.containsKey(field.getName())) {
                assertEquals(offsets.get(field.getName()), value, where);
                return;
            }
        }
        OptionalLong expected =
                type == FreeBsdErrno.class ? table.errno(field.getName()) : table.constant(field.getName());
        expect(expected, value & 0xffffffffL, where, missing);
    }

    private static void expect(OptionalLong expected, long value, String where, Set<String> missing) {
        if (expected.isPresent()) {
            assertEquals(expected.getAsLong(), value, where);
        } else {
            missing.add(where.substring(where.indexOf('.') + 1));
        }
    }

    private static boolean hasSize(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals("SIZE")) {
                return true;
            }
        }
        return false;
    }

    private static List<Class<?>> abiClasses() throws Exception {
        Path classes = Path.of(ByteMemory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path root = classes.resolve("org/nethook/netif/freebsd/abi");
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (name.endsWith(".class") && !name.endsWith("package-info.class")) {
                    found.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return found;
    }

    @Test
    void shouldNameEveryErrno() {
        AbiTable.read().at("/errno/freebsd").properties().forEach(errno -> {
            String name = FreeBsdErrno.of(errno.getValue().asInt()).name();
            String expected = switch (errno.getKey()) {
                case "EWOULDBLOCK" -> "EAGAIN";
                case "ENOTSUP" -> "EOPNOTSUPP";
                case "ELAST" -> "EINTEGRITY";
                default -> errno.getKey();
            };
            assertEquals(expected, name);
        });
        assertEquals("unknown errno (98)", FreeBsdErrno.of(98).toString());
    }

    @Test
    void shouldRoundSockaddrsAsRoutingMessagesDo() {
        int[] seen = {0};
        AbiTable.read().at("/derived/SA_SIZE_lp64").properties().forEach(entry -> {
            assertEquals(entry.getValue().asInt(), Sockaddr.spaceOf(Integer.parseInt(entry.getKey())), entry.getKey());
            seen[0]++;
        });
        assertTrue(seen[0] > 10);
    }
}
