package org.nethook.host.cli.operator;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.Failure;

/** How answers and refusals are put. */
final class Printed {

    /** Writes one JSON object. */
    @FunctionalInterface
    interface Writing {
        /** @throws IOException when the output refuses it */
        void to(JsonGenerator json) throws IOException;
    }

    private Printed() {}

    /** Prints one JSON object and ends the line. */
    static void json(Seat seat, Writing writing) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(seat.out(), JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            writing.to(json);
        }
        seat.out().println();
    }

    /** There is no such interface, or the kernel refuses. */
    static Failure unavailable(Exception e) {
        return new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
    }
}
