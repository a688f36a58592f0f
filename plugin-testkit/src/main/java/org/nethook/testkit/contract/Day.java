package org.nethook.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What happens to machines. */
final class Day {
    static final List<String> ODD_LINES = List.of(
            "!system=NOBODY subsystem=nothing type=NEVER",
            "!system=IFNET subsystem=nothere0 type=LINK_UP",
            "!system=IFNET subsystem=nothere0 type=LINK_DOWN",
            "!system=IFNET subsystem=nothere0 type=ATTACH",
            "!system=IFNET subsystem=nothere0 type=DETACH",
            "!system=IFNET subsystem=nothere0 type=RENAME",
            "!system=IFNET subsystem=nothere0 type=ADDR_ADD",
            "!system=IFNET subsystem=em0 type=ADDR_DEL address=nonsense",
            "!system=IFNET subsystem=em0 type=SOMETHING_NEW further=1",
            "!system=ETHERNET subsystem=nothere0 type=IFATTACH",
            "!system=HYPERV_NIC_VF subsystem=nothere0 type=VF_UP",
            "!system=HYPERV_NIC_VF subsystem=nothere0 type=VF_DOWN",
            "!system=DEVFS subsystem=CDEV type=CREATE cdev=nothing",
            "+nothing0 at nowhere on nothing0");

    private Day() {}

    /** A day in a machine's life, as a file in this directory. */
    static Path scenario(Path directory) throws IOException {
        Path file = directory.resolve("day.conf");
        try (InputStream day = Day.class.getResourceAsStream("day.conf")) {
            Files.write(file, Objects.requireNonNull(day).readAllBytes());
        }
        return file;
    }
}
