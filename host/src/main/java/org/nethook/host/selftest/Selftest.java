package org.nethook.host.selftest;

import java.util.ArrayList;
import java.util.List;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.HostVersion;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * Every check, made once, with what a reader from afar needs to know of the machine.
 *
 * @param system its name
 * @param release its kernel's release
 * @param arch the processor, in Java's words
 * @param java version and maker of the JVM
 * @param nethook this host's version
 * @param checks in an order for reading
 */
public record Selftest(
        String system, String release, String arch, String java, String nethook, List<CheckResult> checks) {

    /**
     * Makes every check, whatever the others found.
     *
     * @param scratch whether a check may create and destroy an interface of its own
     */
    public static Selftest run(Invocation call, boolean scratch) {
        List<CheckResult> results = new ArrayList<>();
        results.add(new CheckResult("java", InstallationChecks.java()));
        String system = System.getProperty("os.name");
        String release = "";
        InstallationChecks installation = new InstallationChecks(call);
        try (Platform platform = call.machine().platform()) {
            system = platform.name();
            release = platform.release();
            make(platform.selfChecks(scratch), results);
            make(installation.all(platform), results);
        } catch (IllegalArgumentException e) {
            // From the choice of the platform: an unusable machine or property.
            results.add(new CheckResult(
                    "system", Finding.failed(e.getMessage(), "see what nethook runs on: share/doc/OPERATIONS.md")));
            make(installation.withoutSystem(), results);
        }
        return new Selftest(
                system,
                release.isEmpty() ? System.getProperty("os.version") : release,
                System.getProperty("os.arch"),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                HostVersion.VERSION,
                List.copyOf(results));
    }

    private static void make(List<SelfCheck> checks, List<CheckResult> results) {
        for (SelfCheck check : checks) {
            results.add(new CheckResult(check.name(), finding(check, results)));
        }
    }

    private static Finding finding(SelfCheck check, List<CheckResult> before) {
        try {
            return check.run();
        } catch (LibcUnavailableException e) {
            for (CheckResult result : before) {
                if (result.name().equals("libc") && result.isFailed()) {
                    return Finding.skipped("not tried: libc cannot be called", "see libc");
                }
            }
            return Finding.failed(
                    e.getMessage(), "name a library that can do this: NETHOOK_JAVA_OPTS=-Dnethook.libc=FILE");
        } catch (RuntimeException e) {
            // One check's bug must not hide what the others see.
            return Finding.failed("bug: " + e, "report this output");
        }
    }

    /** How many have this status. */
    public int count(Finding.Status status) {
        int count = 0;
        for (CheckResult result : checks) {
            count += result.finding().status() == status ? 1 : 0;
        }
        return count;
    }

    /** Whether nothing that is needed failed. */
    public boolean isClean() {
        return count(Finding.Status.FAILED) == 0;
    }
}
