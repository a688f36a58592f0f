package org.nethook.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code share/systemd/nethook.service}, as systemd reads it. */
class UnitIT {
    @TempDir
    private Path temporary;

    @Test
    void shouldBeAUnitWithoutAFlaw() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("sh", "-c", "command -v systemd-analyze"), temporary, Map.of())
                                .status()
                        == 0,
                "needs systemd-analyze");
        Image image = Image.built();
        String unit = Files.readString(image.home().resolve("share/systemd/nethook.service"));
        Path here = Files.writeString(
                temporary.resolve("nethook.service"),
                unit.replace("/usr/local/nethook/bin/nethook", image.launcher().toString()));

        Image.run(List.of("systemd-analyze", "verify", "--man=no", here.toString()), temporary, Map.of())
                .assertClean();
    }
}
