package org.nethook.host.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.json.ShimsJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.shims.ShimLine;
import org.nethook.host.shims.Shims;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nethook install-shims}. */
@Command(
        name = "install-shims",
        header = "Have hv_kvp_daemon and devd's own rules call nethook.",
        description = {
            "%nPuts small scripts in the place of base's five (hv_get_dhcp_info, hv_get_dns_info, hv_set_ifconfig, "
                    + "hyperv_vfattach, hyperv_vfup). Each original stays beside its own as NAME.base-CHECKSUM. All or none: a file "
                    + "that FreeBSD does not have like this is not replaced without --force.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook install-shims --dry-run",
            "  nethook install-shims",
            "  nethook install-shims --undo     gives the originals back, byte for byte"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:done, or it was so before",
            "66:there is no such directory",
            "69:refused, and nothing was changed",
            "75:it failed, and what had been changed was taken back",
            "77:not permitted"
        })
final class InstallShimsCommand implements Callable<Integer> {
    private final Invocation call;

    @Option(names = "--undo", description = "give the originals back")
    private boolean undo;

    @Option(names = "--dry-run", description = "show what would be done, change nothing")
    private boolean dryRun;

    @Option(names = "--force", description = "also replace files that are not as FreeBSD has them; they are kept, too")
    private boolean force;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "where base's scripts are; without it /usr/libexec/hyperv")
    private Path directory = Shims.DIRECTORY;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    InstallShimsCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws Failure, IOException {
        if (!Files.isDirectory(directory)) {
            throw new Failure(
                    ExitStatus.NOINPUT,
                    directory
                            + ": no such directory; FreeBSD has it, where hv_kvp_daemon is installed. --directory DIR names another");
        }
        Shims shims = new Shims(directory.toAbsolutePath());
        List<ShimLine> lines;
        try {
            lines = undo ? shims.undo(dryRun) : shims.install(image(), force, dryRun);
        } catch (AccessDeniedException e) {
            throw new Failure(ExitStatus.NOPERM, List.of(e.getFile() + ": permission denied; run it as root"), e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.TEMPFAIL, List.of(failed(e)), e);
        }
        if (json) {
            writeJson(lines);
        } else {
            print(lines);
        }
        boolean refused = lines.stream().anyMatch(line -> line.outcome() == ShimLine.Outcome.REFUSED);
        return refused ? ExitStatus.UNAVAILABLE : ExitStatus.OK;
    }

    private static String failed(IOException e) {
        String what = e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : e.toString();
        if (e.getSuppressed().length == 0) {
            return what + "; everything is as it was before";
        }
        return what + "; and not everything could be taken back (" + e.getSuppressed()[0]
                + "): run it again, or with --undo, once that is mended";
    }

    /**
     * Where nethook is, by way of a link {@code nethook} beside it where there is one: a newer nethook that the link then leads to
     * is then found, too.
     */
    private Path image() throws Failure, IOException {
        Path home = call.image();
        Path link = home.resolveSibling("nethook");
        return Files.isSymbolicLink(link) && Files.exists(link) && Files.isSameFile(link, home) ? link : home;
    }

    private void writeJson(List<ShimLine> lines) throws IOException {
        JsonGenerator generator = new JsonFactory()
                .createGenerator(call.out(), JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        ShimsJson.write(generator, directory.toString(), dryRun, lines);
        generator.close();
        call.out().println();
    }

    private void print(List<ShimLine> lines) {
        for (ShimLine line : lines) {
            if (line.outcome() == ShimLine.Outcome.REFUSED) {
                call.say(directory.resolve(line.name()) + " " + line.reason());
            }
        }
        if (lines.stream().anyMatch(line -> line.outcome() == ShimLine.Outcome.REFUSED)) {
            call.say("nothing was changed");
            return;
        }
        for (ShimLine line : lines) {
            call.out().println(line.name() + ": " + words(line));
        }
    }

    private String words(ShimLine line) {
        String would = dryRun ? "would be " : "";
        switch (line.outcome()) {
            case INSTALLED:
                return would + "put in place"
                        + (line.original().isPresent()
                                ? "; the original is " + line.original().get()
                                : "; there was none");
            case IN_PLACE:
                return "in place already";
            case GIVEN_BACK:
                return would + (line.original().isPresent() ? "as it was before" : "removed; there was none before");
            default:
                return "not nethook's; left as it is";
        }
    }
}
