package org.nethook.host.cli.plugins;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.ApiEndings;
import org.nethook.host.verify.Finding;
import org.nethook.host.verify.Findings;
import org.nethook.host.verify.JarVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nethook plugins verify}. */
@Command(
        name = "verify",
        header = "Check a plugin's jar before it is installed.",
        description = {
            "%nFile, archive, manifest, index, what it names of nethook's API, what it may touch, and what it does in the "
                    + "recorded scenarios, on a simulated machine. One line a finding. Its code runs, with the rights of "
                    + "whoever calls this, when nothing else is wrong with it and --no-run is not given.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook plugins verify link-watch.jar",
            "  nethook plugins verify link-watch.jar --against 0.1.0 --json"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:no errors; warnings and notes do not count",
            "64:there is no such version of the API",
            "65:it would be refused, or fails",
            "66:the jar cannot be read"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Invocation call;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JAR", description = "the jar; it need not be in the plugins directory")
    private Path jar;

    @Option(
            names = "--against",
            paramLabel = "VERSION",
            arity = "1..*",
            description = "the nethook it is to run with, instead of this one; may be several")
    private List<String> versions = List.of();

    @Option(names = "--no-run", description = "run none of its code")
    private boolean noRun;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    VerifyCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws Failure, InterruptedException, IOException {
        if (!Files.isRegularFile(jar)) {
            throw new Failure(ExitStatus.NOINPUT, jar + (Files.exists(jar) ? ": is no file" : ": no such file"));
        }
        Path share = call.home().resolve("share");
        List<ApiDescription> against = against(share.resolve("api"));
        Path scenarios = noRun ? null : share.resolve("examples");
        JarVerification verification;
        Thread unfinished = new Thread(this::refuse);
        Runtime.getRuntime().addShutdownHook(unfinished);
        try {
            verification = JarVerification.of(jar, call.trustPolicy(), against, scenarios, call.pluginDirectory());
        } catch (IOException e) {
            throw new Failure(ExitStatus.NOINPUT, List.of(e.toString()), e);
        } finally {
            Runtime.getRuntime().removeShutdownHook(unfinished);
        }
        Findings findings = verification.findings();
        if (json) {
            writeJson(findings, call.out());
        } else {
            print(findings, call.out());
        }
        return findings.isGood() ? ExitStatus.OK : ExitStatus.DATAERR;
    }

    /** Nobody is to take a process for a good verification that the plugin has ended, by reflection and with status 0. */
    private void refuse() {
        call.say(jar.getFileName() + ": not good: its code ended this process, or somebody interrupted it");
        Runtime.getRuntime().halt(ExitStatus.DATAERR);
    }

    private List<ApiDescription> against(Path directory) throws Failure {
        try {
            List<String> known = ApiDescription.versions(directory);
            List<ApiDescription> read = new ArrayList<>();
            for (String version : versions.isEmpty() ? List.of(HostVersion.VERSION) : versions) {
                if (!known.contains(version)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "the API of nethook " + version + " is not known here; known are "
                                    + String.join(", ", known));
                }
                ApiDescription api = ApiDescription.read(directory, version);
                Path endings = directory.resolve(ApiEndings.FILE);
                if (version.equals(HostVersion.VERSION) && Files.exists(endings)) {
                    api.end(Files.readAllLines(endings));
                }
                read.add(api);
            }
            return read;
        } catch (IOException e) {
            throw new Failure(ExitStatus.CONFIG, List.of(directory + ": " + e.getMessage()), e);
        }
    }

    private void print(Findings findings, PrintStream out) {
        for (Finding finding : findings.all()) {
            out.println(finding);
        }
        int errors = findings.count(Finding.Level.ERROR);
        int warnings = findings.count(Finding.Level.WARNING);
        out.println(jar.getFileName() + ": " + (errors == 0 ? "good" : "not good") + ": " + errors
                + (errors == 1 ? " error, " : " errors, ") + warnings + (warnings == 1 ? " warning" : " warnings"));
    }

    private void writeJson(Findings findings, PrintStream out) throws IOException {
        JsonGenerator generator = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        generator.writeStartObject();
        generator.writeStringField("jar", jar.toString());
        generator.writeBooleanField("good", findings.isGood());
        generator.writeArrayFieldStart("findings");
        for (Finding finding : findings.all()) {
            generator.writeStartObject();
            generator.writeStringField("level", finding.level().word());
            generator.writeStringField("topic", finding.topic());
            generator.writeStringField("text", finding.text());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
        generator.close();
        out.println();
    }
}
