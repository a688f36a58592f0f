package org.nethook.host.cli.resident;

import java.io.PrintStream;
import org.nethook.host.daemon.Resident;
import picocli.CommandLine;

/** Further commands that the resident host answers. */
public interface MoreQuestions {
    /** Adds them to a command line whose output is {@code out}. */
    void addTo(CommandLine all, Resident resident, PrintStream out);
}
