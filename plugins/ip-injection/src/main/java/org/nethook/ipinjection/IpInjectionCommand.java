package org.nethook.ipinjection;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.ipinjection.check.Nic;
import org.nethook.ipinjection.check.Rules;
import org.nethook.ipinjection.plan.InjectionPlanner;
import org.nethook.ipinjection.request.BadRequestException;
import org.nethook.ipinjection.request.Quoted;
import org.nethook.ipinjection.request.Request;
import org.nethook.ipinjection.request.RequestParser;
import org.pf4j.Extension;

/**
 * Gives an interface the addresses, gateway and name servers that the Hyper-V host wants it to have, as hv_kvp_daemon hands them
 * over. Nothing is changed before the whole request is read and found good; what fails is undone.
 */
@Extension
public final class IpInjectionCommand implements HostCommand {

    @Override
    public String name() {
        return "ip-injection";
    }

    @Override
    public String arguments() {
        return "FILE";
    }

    @Override
    public String summary() {
        return "set an interface's addresses, gateway and name servers as hv_kvp_daemon's FILE says, now and for good";
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(InjectionPlanner.CONFIRM, InjectionPlanner.CONFIRM_SCRIPT);
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context)
            throws UsageException, IOException, NetifException, SystemConfigException {
        Path file = path(arguments);
        Request request;
        Plan plan;
        try {
            request = RequestParser.parse(context.files().submitted(file));
            Rules.check(request);
            plan = InjectionPlanner.plan(request, Nic.find(request, context), context);
        } catch (BadRequestException e) {
            return refused(file + ": " + e.getMessage(), ExitStatus.DATAERR, context);
        } catch (SecurityException e) {
            return refused(e.getMessage(), ExitStatus.NOPERM, context);
        }
        for (String note : plan.notes()) {
            context.report().note(note);
        }
        PlanResult result = context.apply(plan);
        out.print(request.dhcp().value() ? "Enabled\n" : "Disabled\n");
        switch (result.outcome()) {
            case NOTHING_TO_DO:
            case APPLIED:
                out.print("Set IP-Injection Success\n");
                return ExitStatus.OK;
            case SHOWN:
                return ExitStatus.OK;
            case REFUSED:
                return refused(
                        "the host's request for " + plan.ifName() + ": " + result.message(),
                        ExitStatus.TEMPFAIL,
                        context);
            default:
                return refused(
                        "the host's request for " + plan.ifName() + " failed: " + result.message(),
                        ExitStatus.UNAVAILABLE,
                        context);
        }
    }

    private static Path path(List<String> arguments) throws UsageException {
        if (arguments.size() != 1) {
            throw new UsageException("ip-injection takes one argument, the absolute path of a file");
        }
        try {
            Path path = Path.of(arguments.get(0));
            if (path.isAbsolute() && path.normalize().equals(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new UsageException(Quoted.of(arguments.get(0)) + " is no path");
        }
        throw new UsageException(
                Quoted.of(arguments.get(0)) + " is not the absolute path of a file, without . and .. in it");
    }

    private static int refused(String why, int status, PluginContext context) {
        context.report().alarm(why);
        return status;
    }
}
