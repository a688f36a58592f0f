package org.nethook.netif.linux.monitor;

import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.netif.ffi.JnrLibC;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.Pause;
import org.nethook.netif.source.SourceState;

/**
 * Run inside a network namespace: prints what the monitor tells until standard input ends. The argument is the receive
 * buffer's size in bytes.
 */
final class NamespaceMonitor {
    private NamespaceMonitor() {}

    public static void main(String[] arguments) throws Exception {
        RtnetlinkMonitor monitor = new RtnetlinkMonitor(
                new JnrLibC(),
                Integer.parseInt(arguments[0]),
                Clock.systemUTC(),
                new Backoff(new SplittableRandom()),
                Pause.real());
        Thread thread = new Thread(() -> monitor.run(new Printer()), "monitor");
        thread.start();
        while (System.in.read() >= 0) {
            // until the test closes it
        }
        monitor.close();
        thread.join();
        System.out.println("closed");
    }

    private static final class Printer implements EventSink {
        @Override
        public void event(InterfaceEvent event) {
            StringBuilder line = new StringBuilder("event ").append(event);
            for (Map.Entry<String, String> variable : event.data().entrySet()) {
                line.append(' ').append(variable.getKey()).append('=').append(variable.getValue());
            }
            System.out.println(line);
        }

        @Override
        public void malformed(String reason) {
            System.out.println("malformed " + reason);
        }

        @Override
        public void gap(String reason) {
            System.out.println("gap " + reason);
        }

        @Override
        public void state(SourceState state, String message) {
            System.out.println(state + " " + message);
        }
    }
}
