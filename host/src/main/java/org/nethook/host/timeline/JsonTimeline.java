package org.nethook.host.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.json.InterfaceJson;

/**
 * A timeline as JSON Lines: one object for each event, plan, step, note and alarm, with {@code at_ms} and {@code kind},
 * and last the summary. What the hardware did and which way traffic takes are notes from the sources {@code hardware}
 * and {@code path}. Failures to write are UncheckedIOException.
 */
public final class JsonTimeline implements Timeline {
    private final JsonGenerator json;
    private final Supplier<Duration> clock;

    /**
     * A timeline on an output, which it does not close.
     *
     * @param clock the time since the start of the run
     */
    public JsonTimeline(OutputStream out, Supplier<Duration> clock) {
        this.clock = clock;
        try {
            json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in an object besides its kind. */
    private interface Body {
        void write() throws IOException;
    }

    private void line(String kind, Body body) {
        try {
            json.writeStartObject();
            json.writeNumberField("at_ms", clock.get().toMillis());
            json.writeStringField("kind", kind);
            body.write();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void opening(Opening opening) {
        // Programs know what they asked for.
    }

    @Override
    public void hardware(String what, String comment) {
        note("hardware", comment.isEmpty() ? what : what + ": " + comment);
    }

    @Override
    public void path(boolean works, String description) {
        note("path", description);
    }

    @Override
    public void event(InterfaceEvent event) {
        line("event", () -> {
            json.writeStringField("system", event.system());
            json.writeStringField("subsystem", event.subsystem());
            json.writeStringField("type", event.type());
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> variable : event.data().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
        });
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        line("plan", () -> {
            json.writeStringField("plugin", pluginId);
            json.writeStringField("interface", plan.ifName());
            json.writeStringField("reason", plan.reason());
            json.writeBooleanField("dry_run", dryRun);
            json.writeArrayFieldStart("steps");
            for (Step step : plan.steps()) {
                json.writeString(step.describe());
            }
            json.writeEndArray();
        });
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        line("step", () -> {
            json.writeStringField("plugin", pluginId);
            json.writeStringField("step", step.describe());
            json.writeStringField(
                    "outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("message", message);
        });
    }

    @Override
    public void note(String source, String message) {
        said("note", source, message);
    }

    @Override
    public void alarm(String source, String message) {
        said("alarm", source, message);
    }

    private void said(String kind, String source, String message) {
        line(kind, () -> {
            json.writeStringField("source", source);
            json.writeStringField("message", message);
        });
    }

    @Override
    public void summary(Summary summary) {
        try {
            json.writeStartObject();
            json.writeStringField("kind", "summary");
            if (summary.outageMillis().isPresent()) {
                json.writeNumberField("outage_ms", summary.outageMillis().get());
            } else {
                json.writeNullField("outage_ms");
            }
            json.writeNumberField("outage_calls", summary.outageCalls());
            if (summary.lines().isPresent()) {
                lines(summary.lines().get());
            }
            json.writeArrayFieldStart("interfaces");
            for (Netif netif : summary.interfaces()) {
                InterfaceJson.write(json, netif);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("routes");
            for (Route route : summary.routes()) {
                route(route);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(LineCounts counts) throws IOException {
        json.writeObjectFieldStart("lines");
        json.writeNumberField("read", counts.read());
        json.writeNumberField("comments", counts.comments());
        json.writeNumberField("events", counts.events());
        json.writeNumberField("unwanted", counts.unwanted());
        json.writeArrayFieldStart("malformed");
        for (LineCounts.Malformed malformed : counts.malformed()) {
            json.writeStartObject();
            json.writeNumberField("line", malformed.line());
            json.writeStringField("reason", malformed.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void route(Route route) throws IOException {
        json.writeStartObject();
        json.writeStringField("destination", route.destination() + "/" + route.prefixLength());
        if (route.gateway().isPresent()) {
            json.writeStringField("gateway", route.gateway().get().toString());
        }
        json.writeStringField("interface", route.ifName());
        json.writeEndObject();
    }
}
