package org.nethook.host.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.json.SelftestJson;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.selftest.CheckResult;
import org.nethook.host.selftest.Selftest;
import org.nethook.netif.selfcheck.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nethook selftest}. */
@Command(
        name = "selftest",
        header = "Try everything nethook needs of this machine, and say what to do about what does not work.",
        description = {
            "%nChanges nothing, unless told --scratch. In a report, give the whole output; --json has the same.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook selftest", "  nethook selftest --json >report.json", "  sudo nethook selftest --scratch"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {"0:nothing that is needed failed", "69:something did"})
final class SelftestCommand implements Callable<Integer> {
    private static final int NAME = 14;

    private final Invocation call;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    @Option(
            names = "--scratch",
            description = "also create an interface, bring it up and destroy it; needs root; no other one is touched")
    private boolean scratch;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    SelftestCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws IOException {
        Selftest selftest = Selftest.run(call, scratch);
        if (json) {
            writeJson(selftest, call.out());
        } else {
            print(selftest, call.out());
        }
        return selftest.isClean() ? ExitStatus.OK : ExitStatus.UNAVAILABLE;
    }

    private static void writeJson(Selftest selftest, PrintStream out) throws IOException {
        JsonGenerator generator = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        SelftestJson.write(generator, selftest);
        generator.close();
        out.println();
    }

    private static void print(Selftest selftest, PrintStream out) {
        out.println("nethook " + selftest.nethook() + " on " + selftest.system() + " " + selftest.release() + " ("
                + selftest.arch() + "), Java " + selftest.java());
        for (CheckResult check : selftest.checks()) {
            Finding finding = check.finding();
            out.println(word(finding.status()) + "  " + check.name()
                    + " ".repeat(Math.max(1, NAME + 2 - check.name().length())) + finding.detail());
            if (!finding.remedy().isEmpty()) {
                out.println(" ".repeat(NAME + 11) + "-> " + finding.remedy());
            }
        }
        out.println(selftest.count(Finding.Status.OK) + " work, " + selftest.count(Finding.Status.FAILED) + " do not, "
                + selftest.count(Finding.Status.SKIPPED) + " do not apply or were not tried");
    }

    /** Seven characters. */
    private static String word(Finding.Status status) {
        switch (status) {
            case OK:
                return "works  ";
            case FAILED:
                return "FAILS  ";
            default:
                return "skipped";
        }
    }
}
