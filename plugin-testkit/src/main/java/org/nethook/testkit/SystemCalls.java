package org.nethook.testkit;

import java.util.Set;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.LibC;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.Saboteur;
import org.nethook.testkit.fault.SystemCall;

/**
 * The plugin's way to the kernel: its calls are counted, the descriptors it has open are known, and calls fail that are told to. The
 * test's own calls do not go through it, nor do those of rc, DHCP clients and scripts. {@link TestHost#restart} begins another one.
 */
public final class SystemCalls {
    private final FaultInjector injector;

    SystemCalls(LibC kernel) {
        this.injector = new FaultInjector(kernel);
    }

    /** What the plugin's platform calls. */
    LibC libc() {
        return injector;
    }

    void judgedBy(Saboteur saboteur) {
        injector.judge(made -> saboteur.judge(SystemCall.valueOf(made.call().name()), made.what()));
    }

    /** A call fails, counted from now on. Several can be told to; the one told first wins. */
    public void fail(Fault fault) {
        FaultInjector.Call call = fault.call()
                .map(each -> FaultInjector.Call.valueOf(each.name()))
                .orElse(null);
        injector.inject(new FaultInjector.Fault(call, -1, fault.nth(), fault.errno(), fault.lasting()));
    }

    /**
     * Something happens once, just before a call that then goes its way, such as an interface that is pulled out.
     *
     * @param nth how many calls of any kind from now on it takes, 1 for the next one
     */
    public void before(int nth, Runnable action) {
        injector.before(nth, action);
    }

    /** No further call fails, and the counts begin at 0 again; descriptors stay known. */
    public void reset() {
        injector.reset();
    }

    /** How many calls were made, those that failed included. */
    public int count() {
        return injector.calls();
    }

    /** How many calls of this kind were made. */
    public int count(SystemCall call) {
        return injector.calls(FaultInjector.Call.valueOf(call.name()));
    }

    /** How many calls failed because they were told to. */
    public int failed() {
        return injector.hits();
    }

    /** The descriptors that were opened and not closed. */
    public Set<Integer> openDescriptors() {
        return injector.openDescriptors();
    }
}
