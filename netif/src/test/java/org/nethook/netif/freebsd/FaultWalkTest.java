package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;

/**
 * Each public operation, with each of its system calls failing in turn: the exception says what was tried, on which
 * interface, and why; no descriptor stays open; and the kernel is as before or as asked, unless the exception says else.
 */
@Tag("fault")
class FaultWalkTest {
    private static final int[] ERRNOS = {
        FreeBsdErrno.EPERM,
        FreeBsdErrno.EIO,
        FreeBsdErrno.EBUSY,
        FreeBsdErrno.ENOBUFS,
        FreeBsdErrno.EMFILE,
        FreeBsdErrno.EINVAL,
        FreeBsdErrno.ENXIO,
        FreeBsdErrno.ENOMEM
    };
    /** These can mean "there is none", "it is longer" or "it went", which is no failure of the operation. */
    private static final Set<Integer> HAS_A_MEANING =
            Set.of(FreeBsdErrno.EINVAL, FreeBsdErrno.ENXIO, FreeBsdErrno.ENOMEM);

    static Stream<FaultOperation> changes() {
        return Stream.concat(
                FaultOperation.interfaceChanges().stream(), FaultOperation.addressAndRouteChanges().stream());
    }

    static Stream<FaultOperation> operations() {
        return Stream.concat(FaultOperation.queries().stream(), changes());
    }

    /** How an operation went. */
    private record Outcome(Object result, NetifException failure, String before, String after, int hits) {}

    /** What is arranged before an operation runs. */
    private interface Arrangement {
        void on(FaultyMachine machine);
    }

    private static Outcome run(FaultOperation operation, Arrangement arrangement) throws NetifException {
        try (FaultyMachine machine = new FaultyMachine()) {
            String before = machine.state();
            arrangement.on(machine);
            Object result = null;
            NetifException failure = null;
            try {
                result = operation.action().run(machine.platform);
            } catch (NetifException e) {
                failure = e;
            }
            int hits = machine.faults.hits();
            machine.platform.close();
            assertEquals(Set.of(), machine.faults.openDescriptors(), "left open");
            return new Outcome(result == null ? null : result.toString(), failure, before, machine.state(), hits);
        }
    }

    /** The operation undisturbed, and the number of its calls. */
    private static Outcome undisturbed(FaultOperation operation, int[] calls) throws NetifException {
        Outcome outcome = run(operation, machine -> {});
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        if (operation.isChange()) {
            assertNotEquals(outcome.before(), outcome.after(), "the operation changes nothing that this test sees");
        } else {
            assertEquals(outcome.before(), outcome.after());
        }
        try (FaultyMachine machine = new FaultyMachine()) {
            operation.action().run(machine.platform);
            calls[0] = machine.faults.calls();
            calls[1] = machine.faults.calls(Call.SYSCTL);
            calls[2] = machine.faults.calls(Call.WRITE);
        }
        assertTrue(calls[0] > 0);
        return outcome;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldReportEveryCallThatFailsOnce(FaultOperation operation) throws NetifException {
        int[] calls = new int[3];
        Outcome good = undisturbed(operation, calls);
        for (int nth = 1; nth <= calls[0]; nth++) {
            for (int errno : ERRNOS) {
                Fault fault = Fault.any(nth, errno);
                check(operation, good, errno, run(operation, machine -> machine.faults.inject(fault)), fault);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldReportEveryCallFromWhichOnAllFail(FaultOperation operation) throws NetifException {
        int[] calls = new int[3];
        Outcome good = undisturbed(operation, calls);
        for (int nth = 1; nth <= calls[0]; nth++) {
            for (int errno : ERRNOS) {
                Fault fault = Fault.any(nth, errno).fromThenOn();
                check(operation, good, errno, run(operation, machine -> machine.faults.inject(fault)), fault);
            }
        }
    }

    private static void check(FaultOperation operation, Outcome good, int errno, Outcome got, Fault fault) {
        String where = operation + ", " + fault + ": " + got.failure();
        assertTrue(got.hits() > 0, where);
        if (got.failure() == null) {
            // A close that fails has closed; what has a meaning was taken for that.
            assertTrue(good.result().equals(got.result()) || HAS_A_MEANING.contains(errno), where);
            assertEquals(good.after(), got.after(), where);
            return;
        }
        NetifException e = got.failure();
        if (e.errno().isPresent()) {
            assertEquals(Optional.of(FreeBsdErrno.of(errno)), e.errno(), where);
        } else {
            assertTrue(HAS_A_MEANING.contains(errno), where);
        }
        boolean inner =
                !operation.isChange() && Set.of("list interfaces", "get lagg").contains(e.operation());
        assertTrue(e.operation().equals(operation.operation()) || inner, where);
        assertTrue(e.ifName().equals(operation.ifName()) || inner, where);
        if (!e.getMessage().contains("is gone") && !e.getMessage().contains("is on no parent now")) {
            assertEquals(got.before(), got.after(), where);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldMakeACallAgainThatASignalInterrupted(FaultOperation operation) throws NetifException {
        int[] calls = new int[3];
        Outcome good = undisturbed(operation, calls);
        for (int nth = 1; nth <= calls[0]; nth++) {
            Fault fault = Fault.any(nth, FreeBsdErrno.EINTR);
            Outcome got = run(operation, machine -> {
                machine.faults.inject(fault);
                machine.faults.inject(Fault.any(fault.nth() + 1, FreeBsdErrno.EINTR));
            });
            assertEquals(null, got.failure(), "call " + nth);
            assertEquals(good.result(), got.result(), "call " + nth);
            assertEquals(good.after(), got.after(), "call " + nth);
        }
    }

    /** Whatever goes, and before whichever call: an answer or a refusal, but no other exception. */
    @ParameterizedTest
    @MethodSource("operations")
    void shouldBearAnInterfaceThatVanishesBetweenTwoCalls(FaultOperation operation) throws NetifException {
        int[] calls = new int[3];
        undisturbed(operation, calls);
        for (String victim : new String[] {"lagg0", "mlxen0", "hn0", "hn1"}) {
            for (int nth = 1; nth <= calls[0]; nth++) {
                int before = nth;
                Outcome got = run(operation, machine -> machine.faults.before(before, () -> machine.lose(victim)));
                String where = victim + " before call " + nth + ": " + got.failure();
                if (got.failure() != null) {
                    assertTrue(got.failure().errno().isPresent(), where);
                    assertTrue(!got.failure().explanation().isEmpty(), where);
                } else {
                    assertTrue(got.result() != null, where);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldNotTrustAnAnswerThatIsCutShort(FaultOperation operation) throws NetifException {
        int[] calls = new int[3];
        Outcome good = undisturbed(operation, calls);
        for (int nth = 1; nth <= calls[1]; nth++) {
            for (int bytes : new int[] {0, 1, 3, 21, 100, 300}) {
                int which = nth;
                Outcome got = run(operation, machine -> machine.faults.shorten(Call.SYSCTL, which, bytes));
                if (got.failure() != null) {
                    assertEquals(got.before(), got.after(), "sysctl " + nth + " cut to " + bytes);
                }
            }
        }
        for (int nth = 1; nth <= calls[2]; nth++) {
            int which = nth;
            Outcome got = run(operation, machine -> machine.faults.shorten(Call.WRITE, which, 60));
            assertTrue(got.failure() != null, "write " + nth);
            assertEquals(good.before(), got.after());
        }
    }

    /** A method that is added and not walked fails here. */
    @Test
    void shouldWalkEveryPublicOperation() {
        Set<String> walked = new TreeSet<>();
        operations().forEach(operation -> walked.add(operation.title().split(",")[0]));
        Set<String> all = new TreeSet<>();
        Stream.of(NetifQuery.class, NetifControl.class, SysctlReader.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .forEach(method -> all.add(method.getName()));
        assertEquals(all, walked);
    }
}
