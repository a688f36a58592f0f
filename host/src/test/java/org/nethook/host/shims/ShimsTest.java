package org.nethook.host.shims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.shims.ShimLine.Outcome;

class ShimsTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private Path image;
    private Shims shims;
    private Set<BaseScript> changed = EnumSet.noneOf(BaseScript.class);

    @BeforeEach
    void putBasesOwn() throws IOException {
        directory = Files.createDirectory(temporary.resolve("hyperv"));
        image = Files.createDirectories(temporary.resolve("it's nethook/libexec/hyperv"))
                .getParent()
                .getParent();
        for (BaseScript script : BaseScript.values()) {
            Path file =
                    Files.writeString(directory.resolve(script.fileName()), "#!/bin/sh\necho base " + script + " $1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
            Files.writeString(image.resolve("libexec/hyperv").resolve(script.fileName()), "echo \"nethook $*\"\n");
        }
        shims = new Shims(directory, (script, sha256) -> !changed.contains(script));
    }

    /** Every file with its mode and text. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.put(
                        file.getFileName() + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return all;
    }

    private static Set<Outcome> outcomes(List<ShimLine> lines) {
        return lines.stream().map(ShimLine::outcome).collect(Collectors.toSet());
    }

    private String run(BaseScript script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh", directory.resolve(script.fileName()).toString(), "a b", "*")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        return said + process.waitFor();
    }

    @Test
    void shouldPutAllInPlaceAndGiveAllBack() throws IOException, InterruptedException {
        Map<String, String> before = everything();

        assertEquals(Set.of(Outcome.INSTALLED), outcomes(shims.install(image, false, false)));
        for (BaseScript script : BaseScript.values()) {
            assertEquals("nethook a b *\n0", run(script));
            assertEquals(
                    "r-xr-xr-x",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(script.fileName()))));
        }
        assertEquals(10, everything().size());

        assertEquals(Set.of(Outcome.GIVEN_BACK), outcomes(shims.undo(false)));
        assertEquals(before, everything());
        assertEquals(Set.of(Outcome.NOT_OURS), outcomes(shims.undo(false)));
        assertEquals(before, everything());
    }

    @Test
    void shouldChangeNothingTheSecondTime() throws IOException {
        shims.install(image, false, false);
        Map<String, String> installed = everything();
        assertEquals(Set.of(Outcome.IN_PLACE), outcomes(shims.install(image, false, false)));
        assertEquals(installed, everything());
    }

    @Test
    void shouldOnlyShowInADryRun() throws IOException {
        Map<String, String> before = everything();
        assertEquals(Set.of(Outcome.INSTALLED), outcomes(shims.install(image, false, true)));
        assertEquals(before, everything());
        shims.install(image, false, false);
        Map<String, String> installed = everything();
        assertEquals(Set.of(Outcome.GIVEN_BACK), outcomes(shims.undo(true)));
        assertEquals(installed, everything());
    }

    @Test
    void shouldReplaceNothingUnlessItKnowsAll() throws IOException {
        changed.add(BaseScript.HYPERV_VFUP);
        Map<String, String> before = everything();

        List<ShimLine> lines = shims.install(image, false, false);

        assertEquals(Outcome.REFUSED, lines.get(4).outcome());
        assertTrue(lines.get(4).reason().contains("--force"), lines.get(4).reason());
        assertEquals(before, everything());
        assertEquals(Set.of(Outcome.INSTALLED), outcomes(shims.install(image, true, false)));
        shims.undo(false);
        assertEquals(before, everything());
    }

    @Test
    void shouldNeverReplaceALinkOrADirectory() throws IOException {
        Path file = directory.resolve("hv_get_dns_info");
        Files.delete(file);
        Files.createSymbolicLink(file, image.resolve("libexec/hyperv/hv_get_dns_info"));
        assertEquals(Outcome.REFUSED, shims.install(image, true, false).get(1).outcome());
        assertTrue(Files.isSymbolicLink(file));
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(Outcome.REFUSED, shims.install(image, true, false).get(1).outcome());
    }

    @Test
    void shouldPutOneWhereThereIsNone() throws IOException, InterruptedException {
        Files.delete(directory.resolve("hyperv_vfup"));
        Map<String, String> before = everything();
        shims.install(image, false, false);
        assertEquals("nethook a b *\n0", run(BaseScript.HYPERV_VFUP));
        shims.undo(false);
        assertEquals(before, everything());
    }

    @Test
    void shouldFollowTheImageToAnotherPlace() throws IOException, InterruptedException {
        Map<String, String> before = everything();
        shims.install(image, false, false);
        Path moved = Files.move(image, temporary.resolve("moved"));
        assertEquals(5, shims.state().gone().size());
        assertEquals(Set.of(Outcome.INSTALLED), outcomes(shims.install(moved, false, false)));
        assertEquals("nethook a b *\n0", run(BaseScript.HV_GET_DNS_INFO));
        assertEquals(new ShimState(shims.state().ours(), List.of(), List.of(), true), shims.state());
        shims.undo(false);
        assertEquals(before, everything());
    }

    @Test
    void shouldLeaveTheMachineWithBasesOwnWhenNethookIsGoneButNeverRunTheHostsText()
            throws IOException, InterruptedException {
        shims.install(image, false, false);
        Files.move(image, temporary.resolve("gone"));
        assertEquals("base HV_GET_DHCP_INFO a b\n0", run(BaseScript.HV_GET_DHCP_INFO));
        assertEquals("base HYPERV_VFUP a b\n0", run(BaseScript.HYPERV_VFUP));
        assertTrue(run(BaseScript.HV_SET_IFCONFIG).endsWith("hv_set_ifconfig\n69"), run(BaseScript.HV_SET_IFCONFIG));
    }

    @Test
    void shouldFinishWhatAnEarlierRunBegan() throws IOException {
        Map<String, String> before = everything();
        shims.install(image, false, false);
        Map<String, String> installed = everything();
        // killed before the third was in place, its original already with a second name, a file half written
        Path third = directory.resolve("hv_set_ifconfig");
        Path kept = directory.resolve(Place.look(directory, BaseScript.HV_SET_IFCONFIG, (a, b) -> true)
                .kept()
                .get(0));
        Files.delete(third);
        Files.createLink(third, kept);
        Files.writeString(directory.resolve(".hv_set_ifconfig.nethook"), "#!/b");

        shims.install(image, false, false);
        assertEquals(installed, everything());

        Files.delete(third);
        Files.createLink(third, kept);
        shims.undo(false);
        assertEquals(before, everything());
    }

    @Test
    void shouldTakeAllBackWhenOneFails() throws IOException {
        Path fourth = directory.resolve("hyperv_vfattach");
        Path inTheWay = directory.resolve(".hyperv_vfattach.nethook");
        Files.createDirectory(inTheWay);
        Files.writeString(inTheWay.resolve("file"), "");
        Map<String, String> before = everything();

        assertThrows(IOException.class, () -> shims.install(image, false, false));

        assertEquals(before, everything());
        assertTrue(Files.exists(fourth));
    }

    @Test
    void shouldNotGiveBackAnOriginalThatWasChanged() throws IOException {
        shims.install(image, false, false);
        Path kept = directory.resolve(Place.look(directory, BaseScript.HV_GET_DNS_INFO, (a, b) -> true)
                .kept()
                .get(0));
        Files.delete(kept);
        Files.writeString(kept, "echo something else\n");
        Map<String, String> installed = everything();

        List<ShimLine> lines = shims.undo(false);

        assertEquals(Outcome.REFUSED, lines.get(1).outcome());
        assertEquals(installed, everything());
    }

    @Test
    void shouldLeaveAloneWhatSomebodyMadeOfAShim() throws IOException {
        shims.install(image, false, false);
        Path file = directory.resolve("hv_get_dns_info");
        String text = Files.readString(file);
        Files.delete(file);
        Files.writeString(file, text + "echo 10.0.0.1\n");
        Map<String, String> installed = everything();
        assertEquals(Outcome.REFUSED, shims.install(image, true, false).get(1).outcome());
        assertEquals(Outcome.REFUSED, shims.undo(false).get(1).outcome());
        assertEquals(installed, everything());
    }

    @Test
    void shouldSeeThatAnUpdatePutBasesOwnBack() throws IOException {
        assertFalse(shims.state().kept());
        shims.install(image, false, false);
        Path file = directory.resolve("hv_get_dhcp_info");
        Files.delete(file);
        Files.writeString(file, "#!/bin/sh\necho newer base\n");

        assertEquals(List.of("hv_get_dhcp_info"), shims.state().others());
        assertTrue(shims.state().kept());

        shims.install(image, false, false);
        assertEquals(List.of(), shims.state().others());
        shims.undo(false);
        assertEquals("#!/bin/sh\necho newer base\n", Files.readString(file));
    }
}
