package org.nethook.host.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.host.json.InterfaceJson;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.machine.Platforms;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nethook netif}: what the network interface service sees on this machine. Changes nothing. */
@Command(
        name = "netif",
        description = "Show the interfaces of this machine as plugins see them.",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.SOFTWARE)
public final class NetifCommand implements Callable<Integer> {
    private final Supplier<Platform> platforms;
    private final boolean ours;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    /** The command on this machine. */
    public NetifCommand() {
        this(Platforms::detect);
    }

    /** The command on another machine. */
    NetifCommand(Supplier<Platform> platforms) {
        this(platforms, true);
    }

    private NetifCommand(Supplier<Platform> platforms, boolean ours) {
        this.platforms = platforms;
        this.ours = ours;
    }

    /** The command on a machine that is somebody else's to close. */
    static NetifCommand of(Platform platform) {
        return new NetifCommand(() -> platform, false);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "netif needs a subcommand: list or show IFNAME");
    }

    /** {@code nethook netif list}. */
    @Command(
            name = "list",
            description = "Lists all interfaces.",
            exitCodeOnInvalidInput = ExitStatus.USAGE,
            exitCodeOnExecutionException = ExitStatus.SOFTWARE)
    int list(
            @Option(names = "--json", description = "Print one JSON array.") boolean json,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Print this help.")
                    boolean help)
            throws IOException {
        return answer("list", interfaces -> {
            if (!json) {
                return InterfaceTable.of(interfaces);
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator array = new JsonFactory().createGenerator(text)) {
                array.writeStartArray();
                for (Netif netif : interfaces) {
                    InterfaceJson.write(array, netif);
                }
                array.writeEndArray();
            }
            return text.append('\n').toString();
        });
    }

    /** {@code nethook netif show IFNAME}. */
    @Command(
            name = "show",
            description = "Shows one interface in full.",
            exitCodeOnInvalidInput = ExitStatus.USAGE,
            exitCodeOnExecutionException = ExitStatus.SOFTWARE)
    int show(
            @Parameters(paramLabel = "IFNAME", description = "The interface's name.") String ifName,
            @Option(names = "--json", description = "Print one JSON object.") boolean json,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Print this help.")
                    boolean help)
            throws IOException {
        return answer("show", interfaces -> {
            Netif netif = named(ifName, interfaces);
            if (!json) {
                return InterfaceDetail.of(netif);
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator object = new JsonFactory().createGenerator(text)) {
                InterfaceJson.write(object, netif);
            }
            return text.append('\n').toString();
        });
    }

    private static Netif named(String ifName, List<Netif> interfaces) throws NetifException {
        StringBuilder names = new StringBuilder();
        for (Netif netif : interfaces) {
            if (netif.ifName().equals(ifName)) {
                return netif;
            }
            names.append(names.length() == 0 ? "" : ", ").append(netif.ifName());
        }
        throw new NetifException("no interface \"" + printable(ifName) + "\"; there are", "", names.toString());
    }

    private static String printable(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            result.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
        }
        return result.toString();
    }

    /** Makes the text to print from the interfaces. */
    private interface Answer {
        String of(List<Netif> interfaces) throws IOException, NetifException;
    }

    private List<Netif> interfaces() throws NetifException {
        Platform platform = platforms.get();
        try {
            return platform.query().list();
        } finally {
            if (ours) {
                platform.close();
            }
        }
    }

    private int answer(String subcommand, Answer answer) throws IOException {
        CommandLine commandLine = spec.commandLine().getSubcommands().get(subcommand);
        PrintWriter err = commandLine.getErr();
        try {
            String text = answer.of(interfaces());
            commandLine.getOut().print(text);
            commandLine.getOut().flush();
            return ExitStatus.OK;
        } catch (NetifException | LibcUnavailableException e) {
            err.println("nethook: " + e.getMessage());
            err.flush();
            return ExitStatus.UNAVAILABLE;
        } catch (IllegalArgumentException e) {
            // from Platforms: an unusable machine or property
            err.println("nethook: " + e.getMessage());
            err.flush();
            return ExitStatus.CONFIG;
        }
    }
}
