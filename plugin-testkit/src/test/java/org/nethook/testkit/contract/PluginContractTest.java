package org.nethook.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each test of the contract holds for a good plugin, and fails for one that breaks it. */
class PluginContractTest {
    @TempDir
    private Path temporary;

    @Test
    void shouldHoldForAPluginThatDoesNothing() throws Exception {
        PluginContract contract = plugin("", "");

        contract.shouldStartAndStopTwice(temporary);
        contract.shouldTouchNothingUndeclared(temporary);
        contract.shouldLeaveNoThreadBehind(temporary);
        contract.shouldIgnoreUnknownEvents();
        contract.shouldNotBundleTheApi();
    }

    @Test
    void shouldAllowWhatTheManifestDeclares() throws Exception {
        plugin("context.sysctl().string(\"kern.vm_guest\");", "Nethook-Sysctls: kern.vm_guest\n")
                .shouldTouchNothingUndeclared(temporary);
    }

    @Test
    void shouldNotAllowADeclarationThatMeansNothing() throws Exception {
        assertFails(
                "did you mean Nethook-Sysctls?",
                () -> plugin("", "Nethook-Sysctl: kern.vm_guest\n").shouldTouchNothingUndeclared(temporary));
    }

    @Test
    void shouldNotAllowWhatTheManifestDoesNotDeclare() throws Exception {
        PluginContract contract = plugin("context.sysctl().string(\"kern.vm_guest\");", "");

        assertFails("kern.vm_guest", () -> contract.shouldTouchNothingUndeclared(temporary));
    }

    @Test
    void shouldNotAllowAThreadThatStays() throws Exception {
        PluginContract contract = plugin(
                "Thread left = new Thread(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); },"
                        + " \"stays\"); left.setDaemon(true); left.start();",
                "");

        assertFails("stays", () -> assertEquals(List.of(), leftBy(contract)));
    }

    /** Without the patience that a plugin is shown. */
    private List<String> leftBy(PluginContract contract) throws Exception {
        LeftThreads left = LeftThreads.since();
        contract.shouldStartAndStopTwice(temporary);
        return left.after(Duration.ZERO);
    }

    @Test
    void shouldNotAllowAPluginThatFailsAtAnUnknownEvent() throws Exception {
        PluginContract contract = plugin("context.netif().find(event.ifName()).orElseThrow();", "");

        assertFails("NoSuchElementException", contract::shouldIgnoreUnknownEvents);
    }

    @Test
    void shouldNotAllowAPlanForAnUnknownEvent() throws Exception {
        PluginContract contract = plugin(
                "if (!event.system().equals(\"NOBODY\")) return;"
                        + " context.apply(new org.nethook.api.plan.Plan(\"em0\", \"guessed\","
                        + " java.util.List.of(new org.nethook.api.plan.InterfaceStep.SetMtu(\"em0\", 1500, 1400))));",
                "Nethook-Control: em0\n");

        assertFails("guessed", contract::shouldIgnoreUnknownEvents);
    }

    @Test
    void shouldNotAllowCopiesOfTheApi() throws Exception {
        PluginContract contract = plugin("", "");
        Path copy = contract.plugin().resolve("org/nethook/api/PluginContext.class");
        Files.createDirectories(copy.getParent());
        Files.write(copy, new byte[0]);

        assertFails("org/nethook/api/PluginContext.class", contract::shouldNotBundleTheApi);
    }

    @Test
    void shouldGiveTheHostsReasonForAPluginThatIsNotLoaded() throws Exception {
        PluginContract contract = plugin("", "");
        Files.delete(contract.plugin().resolve("META-INF/extensions.idx"));

        assertFails("annotation processor did not run", contract::shouldIgnoreUnknownEvents);
    }

    private static void assertFails(String why, Executable test) {
        AssertionError failure = assertThrows(AssertionError.class, test);

        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }

    private PluginContract plugin(String onEvent, String declares) throws IOException {
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        Path source = Files.writeString(temporary.resolve("Probe.java"), """
                import org.nethook.api.InterfaceEventListener;
                import org.nethook.api.PluginContext;
                import org.nethook.api.event.EventFilter;
                import org.nethook.api.event.InterfaceEvent;

                @org.pf4j.Extension
                public final class Probe implements InterfaceEventListener {
                    @Override
                    public EventFilter filter() {
                        return EventFilter.any();
                    }

                    @Override
                    public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                        %s
                    }
                }
                """.formatted(onEvent));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-processor",
                        "org.pf4j.processor.ExtensionAnnotationProcessor",
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, status);
        Files.writeString(
                classes.resolve("META-INF/MANIFEST.MF"),
                "Manifest-Version: 1.0\nPlugin-Id: probe\nPlugin-Version: 1.0.0\n" + declares);
        return new PluginContract() {
            @Override
            public Path plugin() {
                return classes;
            }
        };
    }
}
