package org.nethook.host.cli.resident;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Help for {@code nethook daemon}; {@link DaemonArguments} parses it. */
@Command(
        name = "daemon",
        header = "Stay, hear events as the system tells them, and answer on a socket.",
        description = {
            "%nOne process for all events, in order, without a start for each. It looks at every interface when it starts, "
                    + "and again whenever it may have missed something. nethook event, run, status and the other commands "
                    + "ask it as long as it runs, and do the work themselves when it does not.%n",
            "It stays in the foreground and logs to standard error: daemon(8) or systemd put it into the background. SIGTERM "
                    + "ends it, after what runs has come to its end; SIGHUP, and nethook reload, have it read plugins and "
                    + "configuration again, all of it or nothing. Jars that are dropped into the plugins directory, "
                    + "replaced or removed there take effect within seconds.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook daemon                          as rc.d/nethook and nethook.service start it",
            "  nethook daemon --source events.log --until-end --run-dir ./run   what a recording would have led to",
            "  nethook status                          how it is doing",
            "  nethook watch                           what it does, as it does it",
            "  nethook stop"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:it was told to end, and did",
            "64:there is no such source",
            "66:the plugins directory, or a file that was named, is not there",
            "69:the run directory, the pid file or the socket cannot be made",
            "75:another resident host runs already",
            "78:the configuration is wrong"
        })
public final class DaemonCommand implements Runnable {
    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description =
                    "where events come from: system, devd on FreeBSD and rtnetlink on Linux, unless another is given: "
                            + "- for standard input, devd:SOCKET, or a file of lines")
    private String source;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "where socket and pid file are made; without it /var/run/nethook")
    private Path runDirectory;

    @Option(names = "--pid-file", paramLabel = "FILE", description = "without it nethook.pid in the run directory")
    private Path pidFile;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "where it answers; without it nethook.sock in the run directory or, without --run-dir, what "
                    + "NETHOOK_SOCKET says, which is also what those who ask go by")
    private Path socket;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description = "how long what runs may go on once it is told to end, such as 10s; without it host.drain")
    private String drain;

    @Option(names = "--until-end", description = "end when the source does, as a file does")
    private boolean untilEnd;

    @Override
    public void run() {
        throw new IllegalStateException("parsed by hand");
    }
}
