package org.nethook.host.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Rehearses what one-shot starts do, in a process that writes an archive of the classes it has loaded when it ends.
 * Changes nothing and prints nothing. An archive is written at an orderly end only, so this one is.
 */
public final class ClassArchive {
    private ClassArchive() {}

    /** Rehearses and exits with status 0. */
    public static void main(String[] args) {
        String[][] rehearsals = {
            {"event", "--dry-run", "IFNET", "lo0", "LINK_UP"},
            {"event", "--dry-run", "HYPERV_NIC_VF", "hn0", "VF_UP"},
            {"event", "--dry-run", "--line", "!system=ETHERNET subsystem=hn0 type=IFATTACH"},
            {"run", "dhcp-info", "hn0"},
            {"run", "dns-info"}
        };
        Main.prepareLogging();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        for (String[] rehearsal : rehearsals) {
            Main.run(rehearsal, nowhere, nowhere);
        }
        System.exit(0);
    }
}
