package org.nethook.host.cli.operator;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one interface that is asked about, where it need not be all: {@code hn0} or {@code --if hn0}. */
final class Which {
    @Parameters(paramLabel = "IFNAME", description = "only this interface")
    private String ifName;

    @Option(names = "--if", paramLabel = "IFNAME", description = "the same")
    private String option;

    /** Its name; empty for all interfaces. */
    static Optional<String> of(Which which) {
        if (which == null) {
            return Optional.empty();
        }
        return Optional.of(which.ifName == null ? which.option : which.ifName);
    }
}
