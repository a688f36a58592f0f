package org.nethook.netif.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Scripts;

/** On this machine's processes; whoever runs the tests stands for root. */
class OperatorScriptsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private Path top;
    private OperatorScripts scripts;

    @BeforeEach
    void trustMyself() throws IOException {
        top = Files.createDirectory(temporary.toRealPath().resolve("hooks"));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        int me = (Integer) Files.getAttribute(top, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        scripts = new OperatorScripts(new ScriptTrust(me, top));
    }

    private Path script(String name, String text) throws IOException {
        Path path = top.resolve(name);
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return path;
    }

    private void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private String objection(Path path) {
        return scripts.objection(path.toString()).orElse("none");
    }

    @Test
    void shouldGiveArgumentsUnchangedAndBringBackStatusAndOutput() throws Exception {
        Path path = script("ok", "#!/bin/sh\npwd\nfor word; do echo \"<$word>\"; done\necho no >&2\nexit 3\n");
        Scripts.Result result = scripts.run(path.toString(), List.of("hn0", "a b", "$(id)", ""), LONG);
        assertEquals(Optional.of(3), result.status());
        assertEquals(List.of("/", "<hn0>", "<a b>", "<$(id)>", "<>", "no"), result.output());
    }

    @Test
    void shouldGiveTheEnvironmentItIsTold() throws Exception {
        Path path = script("env", "#!/bin/sh\necho \"$IFNAME\"; echo \"$HOME\"\n");
        Scripts.Result result = scripts.run(path.toString(), List.of(), Map.of("IFNAME", "hn0; $(id)"), LONG);
        assertEquals(List.of("hn0; $(id)", "/"), result.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "HOME", "", "1A", "A=B", "A-B", "BASH_FUNC_x%%"})
    void shouldSetNoVariableThatIsNone(String name) throws Exception {
        Path path = script("env", "#!/bin/sh\n");
        assertThrows(
                IllegalArgumentException.class, () -> scripts.run(path.toString(), List.of(), Map.of(name, "x"), LONG));
    }

    @Test
    void shouldListADirectoryByNames() throws Exception {
        Path second = script("20-b", "");
        Path first = script("10-a", "");
        script(".hidden", "");
        assertEquals(List.of(first.toString(), second.toString()), scripts.in(top.toString()));
        assertEquals(List.of(), scripts.in(top.resolve("none").toString()));
    }

    @Test
    void shouldRunWithAnEnvironmentOfItsOwnAndWithoutInput() throws Exception {
        Path path = script("env", "#!/bin/sh\necho \"$PATH\"; echo \"$HOME\"; echo \"${JAVA_HOME-unset}\"; cat\n");
        Scripts.Result result = scripts.run(path.toString(), List.of(), LONG);
        assertEquals(List.of("/sbin:/bin:/usr/sbin:/usr/bin", "/", "unset"), result.output());
    }

    @Test
    void shouldKillOneThatTakesTooLongWithWhatItStarted() throws Exception {
        Path path = script("slow", "#!/bin/sh\necho begun\nsleep 600 &\necho $!\nwait\n");
        Scripts.Result result = scripts.run(path.toString(), List.of(), Duration.ofSeconds(2));
        assertEquals(Optional.empty(), result.status());
        assertEquals("begun", result.output().get(0));
        long child = Long.parseLong(result.output().get(1));
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldBoundTheOutputAndNotHangOnMore() throws Exception {
        Path path = script("much", "#!/bin/sh\ni=0\nwhile [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done\n");
        Scripts.Result result = scripts.run(path.toString(), List.of(), LONG);
        assertEquals(Optional.of(0), result.status());
        assertEquals(100, result.output().size());
        assertEquals("line 99", result.output().get(99));
    }

    @Test
    void shouldNotPassOnWhatATerminalObeys() throws Exception {
        Path path = script("bell", "#!/bin/sh\nprintf '\\033[2Jhi\\007\\n'\n");
        assertEquals(
                List.of("?[2Jhi?"),
                scripts.run(path.toString(), List.of(), LONG).output());
    }

    @Test
    void shouldNotWaitForAChildThatKeepsTheOutputOpen() throws Exception {
        Path path = script("leaves", "#!/bin/sh\nsleep 30 &\necho $!\nexit 0\n");
        Scripts.Result result = scripts.run(path.toString(), List.of(), LONG);
        assertEquals(Optional.of(0), result.status());
        ProcessHandle.of(Long.parseLong(result.output().get(0))).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldRefuseWhatOthersCouldHaveWritten() throws Exception {
        Path path = script("hook", "#!/bin/sh\n");
        assertEquals("none", objection(path));
        mode(path, "rwxrwxr-x");
        assertEquals(path + " is not run: it is writable by others than its owner (chmod go-w)", objection(path));
        mode(path, "rw-r--r--");
        assertEquals(path + " is not run: it is not executable (chmod u+x)", objection(path));
        mode(path, "rwxr-xr-x");
        mode(top, "rwxrwxrwx");
        assertEquals(
                path + " is not run: its directory " + top + " is writable by others than its owner (chmod go-w)",
                objection(path));
        mode(top, "rwxr-xr-x");
        OperatorScripts strangers = new OperatorScripts(new ScriptTrust(4711, top));
        assertTrue(strangers.objection(path.toString()).get().contains("not by root"));
    }

    @Test
    void shouldRefusePathsThatAreNotWhatTheySay() throws Exception {
        Path path = script("hook", "#!/bin/sh\n");
        Path link = Files.createSymbolicLink(top.resolve("link"), path);
        assertEquals(link + " is not run: it is a symbolic link", objection(link));
        assertEquals(top + " is not run: it is no regular file", objection(top));
        assertEquals(top + "/none is not run: there is no such file", objection(top.resolve("none")));
        String dotted = top + "/../hooks/hook";
        assertEquals(
                dotted + " is not run: its path must be plain, without . and .. and double slashes",
                scripts.objection(dotted).get());
        assertEquals(
                "\"hook\" is not run: its path must begin with /",
                scripts.objection("hook").get());
        NetifException e = assertThrows(NetifException.class, () -> scripts.run(link.toString(), List.of(), LONG));
        assertEquals("run " + link + ": " + link + " is not run: it is a symbolic link", e.getMessage());
    }
}
