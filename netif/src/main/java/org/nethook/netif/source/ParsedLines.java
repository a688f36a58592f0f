package org.nethook.netif.source;

import java.time.InstantSource;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;

/** Makes events of lines and gives them to a sink; what is no event is told as malformed. */
public final class ParsedLines implements LineFramer.Lines {
    private final EventSink sink;
    private final InstantSource clock;

    /** @param clock says when a line was read */
    public ParsedLines(EventSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void line(byte[] line) {
        InterfaceEvent event;
        try {
            event = EventLine.parse(line, clock.instant());
        } catch (EventLineException e) {
            sink.malformed(e.getMessage());
            return;
        }
        sink.event(event);
    }

    @Override
    public void tooLong() {
        sink.malformed("longer than " + EventLine.MAX_BYTES + " bytes");
    }
}
