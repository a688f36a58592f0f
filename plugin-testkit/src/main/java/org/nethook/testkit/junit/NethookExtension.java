package org.nethook.testkit.junit;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/**
 * Gives each test method that asks for a {@link TestHost} a machine that has just booted, closes it after the method, and shows
 * it below the failure of a test that failed. A method that asks for a {@link TestHostBuilder} gets the description, to add to it
 * and boot it itself.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final NethookExtension NETHOOK = NethookExtension.of(() ->
 *         TestHost.with(new LinkWatch()).interfaceNamed("em0", "em", "00:00:5e:00:53:01"));
 *
 * @Test
 * void shouldTellWhenTheLinkIsLost(TestHost host) {
 *     host.hardware().loseLink("em0");
 *     host.advance(Duration.ZERO);
 *     assertThat(host).noted("em0: the link is DOWN");
 * }
 * }</pre>
 */
public final class NethookExtension implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {
    private static final Namespace OURS = Namespace.create(NethookExtension.class);

    private final Supplier<TestHostBuilder> machine;

    private NethookExtension(Supplier<TestHostBuilder> machine) {
        this.machine = machine;
    }

    /** @param machine describes the machine and the plugin, both fresh each time */
    public static NethookExtension of(Supplier<TestHostBuilder> machine) {
        return new NethookExtension(machine);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestHost.class || type == TestHostBuilder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == TestHostBuilder.class) {
            return machine.get();
        }
        TestHost host = machine.get().boot();
        context.getStore(OURS).put(TestHost.class, host);
        return host;
    }

    /** Shows the machine below the failure. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        TestHost host = context.getStore(OURS).get(TestHost.class, TestHost.class);
        if (host != null && !String.valueOf(failure.getMessage()).contains(host.describe())) {
            failure.addSuppressed(new MachineThen(host.describe()));
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestHost host = context.getStore(OURS).remove(TestHost.class, TestHost.class);
        if (host != null) {
            host.close();
        }
    }

    /** How the machine was when a test failed. */
    private static final class MachineThen extends Exception {
        private static final long serialVersionUID = 1L;

        MachineThen(String text) {
            super(text, null, false, false);
        }
    }
}
