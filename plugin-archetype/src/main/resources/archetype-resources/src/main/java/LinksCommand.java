package ${package};

import java.io.PrintStream;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/** {@code nethook run ${artifactId}}: prints the link of each interface that is watched. */
@Extension
public final class LinksCommand implements HostCommand {

    @Override
    public String name() {
        return "${artifactId}";
    }

    @Override
    public String summary() {
        return "Print the link of each interface that ${artifactId} watches.";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context)
            throws NetifException, UsageException {
        if (!arguments.isEmpty()) {
            throw new UsageException("it takes no arguments");
        }
        for (Netif netif : context.netif().list()) {
            if (!context.config().get(LinkWatch.IGNORE).contains(netif.ifName())) {
                out.print(netif.ifName() + " " + netif.linkState() + "\n");
            }
        }
        return ExitStatus.OK;
    }
}
