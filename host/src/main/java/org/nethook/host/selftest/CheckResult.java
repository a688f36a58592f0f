package org.nethook.host.selftest;

import org.nethook.host.log.OneLine;
import org.nethook.netif.selfcheck.Finding;

/**
 * A check that was made.
 *
 * @param name the check's name
 * @param finding what came of it
 */
public record CheckResult(String name, Finding finding) {

    /** The same with a finding of one line each, whatever the kernel's and other people's names contain. */
    public CheckResult {
        finding = new Finding(finding.status(), OneLine.of(finding.detail()), OneLine.of(finding.remedy()));
    }

    /** Whether something needed does not work. */
    public boolean isFailed() {
        return finding.status() == Finding.Status.FAILED;
    }
}
