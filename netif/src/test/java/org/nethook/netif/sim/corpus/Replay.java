package org.nethook.netif.sim.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nethook.netif.sim.kernel.state.Release;

/** Replays one recording, call by call, and what happened between the calls. */
final class Replay {
    /** How the difference begins when a call ended in an exception of Java. */
    static final String BROKE_DOWN = "the simulated kernel broke down: ";

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(1);
    private static final Duration WAIT = Duration.ofMillis(1);
    private static final int LONGEST_WAIT = 2400;
    private static final Pattern SLEEP = Pattern.compile("sleep ([0-9.]+) s");
    private static final Pattern SET_LINK = Pattern.compile("set_link ([a-z]+)(\\d+) ((?:(?:down|up)(?:, )?)+)");
    private static final Pattern BUS_DEVICE = Pattern.compile("\\+(\\S+) at .*dbsf=(\\S+) .*\\s*");
    private static final Pattern CARD = Pattern.compile("\\+(\\S+) at +on (\\S+)\\s*");
    private static final Pattern ATTACHED =
            Pattern.compile("!system=(?:IFNET|ETHERNET) subsystem=([a-z]+[0-9]+) type=(?:IF)?ATTACH");
    private static final Pattern LINK = Pattern.compile("!system=IFNET subsystem=(\\S+) type=LINK_(UP|DOWN)\\s*");
    private static final Pattern NETWORK = Pattern.compile("!system=(IFNET|ETHERNET|HYPERV_NIC_VF) .*\\s*");

    private final Recording recording;
    private final EventStream routing = new EventStream("PF_ROUTE", Messages.LIST);
    private final EventStream devctl = new EventStream("devctl", Layout.PLAIN);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final Map<String, String> cards = new HashMap<>();
    private Calls calls;
    private int groups;

    private Replay(Recording recording) {
        this.recording = recording;
    }

    static Result of(Recording recording) {
        Replay replay = new Replay(recording);
        if (!isSimulated(recording.release())) {
            for (Exchange exchange : recording.exchanges()) {
                replay.outcomes.add(new Outcome(exchange).leaveOut(OutOfScope.RELEASE));
            }
        } else {
            try (Machine machine = new Machine(recording, replay.routing, replay.devctl)) {
                replay.run(machine);
            }
        }
        replay.outcomes.removeIf(outcome -> outcome.exchange().isNote());
        replay.outcomes.sort(
                Comparator.comparingInt(outcome -> outcome.exchange().seq()));
        return new Result(recording, replay.outcomes, replay.extra);
    }

    private static boolean isSimulated(String release) {
        try {
            Release.of(release);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void run(Machine machine) {
        calls = new Calls(machine);
        findCards();
        boolean readsDevctl = false;
        boolean readsRoutes = false;
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.isNote()) {
                note(machine, exchange.comment());
            } else if (exchange.isMessage()) {
                readsDevctl |= exchange.isDevctl();
                readsRoutes |= !exchange.isDevctl();
                message(machine, exchange);
                letTimersRun(machine, exchange);
            } else {
                machine.group(++groups, exchange);
                unseen(machine, exchange);
                outcomes.add(outcomeOf(machine, exchange));
                machine.pass(BETWEEN_CALLS);
                if (!exchange.call().equals("read")) {
                    machine.drainDevctl();
                }
            }
        }
        if (!readsDevctl) {
            devctl.keepActual(line -> false);
        }
        if (!readsRoutes) {
            routing.keepActual(message -> false);
        }
        routing.compare(outcomes, extra);
        devctl.compare(outcomes, extra);
    }

    /** Pseudo-interfaces that were there after a call which cannot have made them: the recorder did not write it down. */
    private void unseen(Machine machine, Exchange call) {
        String request = call.request();
        if (request.startsWith("SIOCIFCREATE")
                || request.equals("DEV_ATTACH")
                || call.call().equals("open")) {
            return;
        }
        int at = recording.exchanges().indexOf(call);
        for (Exchange next :
                recording.exchanges().subList(at, recording.exchanges().size())) {
            boolean reads = next.call().equals("read");
            if (next != call && !next.isMessage() && !(reads && call.call().equals("read"))) {
                return;
            }
            Matcher attached = ATTACHED.matcher(reads ? new String(content(next), StandardCharsets.ISO_8859_1) : "");
            if (attached.lookingAt()) {
                machine.createUnseen(attached.group(1));
            }
        }
    }

    private static byte[] content(Exchange read) {
        byte[] out = read.isMessage() ? read.bytes("out") : read.argument(1, "out");
        return out == null ? new byte[0] : out;
    }

    /** The cable of a network card went in or out, and the recorder did not write it down. */
    private void unseenLink(Machine machine, String line) {
        Matcher link = LINK.matcher(line);
        machine.drainDevctl();
        if (link.matches() && devctl.isBehind()) {
            machine.setCable(machine.cardCalled(link.group(1)), link.group(2).equals("UP"));
        }
    }

    private void message(Machine machine, Exchange exchange) {
        if (!exchange.isDevctl()) {
            routing.expected(groups, exchange);
        } else if (NETWORK.matcher(exchange.text("text")).matches()) {
            devctl.expected(groups, exchange);
            unseenLink(machine, exchange.text("text"));
        } else {
            outcomes.add(new Outcome(exchange).leaveOut(OutOfScope.OTHER_DEVICES));
        }
    }

    /**
     * The recording does not say how long the recorder waited, but groups that are left and addresses that expire show
     * that it did.
     */
    private void letTimersRun(Machine machine, Exchange exchange) {
        if (exchange.isDevctl()) {
            return;
        }
        String type = Messages.type(exchange.bytes("out"));
        boolean timed = type.equals("RTM_DELMADDR") || type.equals("RTM_DELADDR");
        for (int step = 0; timed && step < LONGEST_WAIT && routing.isBehind(); step++) {
            machine.pass(WAIT);
        }
    }

    /** A kernel that breaks down over a call must not hide what it does with the others. */
    private Outcome outcomeOf(Machine machine, Exchange exchange) {
        try {
            return call(machine, exchange);
        } catch (RuntimeException e) {
            return new Outcome(exchange).differs(BROKE_DOWN + e + " at " + e.getStackTrace()[0]);
        }
    }

    private Outcome call(Machine machine, Exchange exchange) {
        if (exchange.request().equals("DEV_DETACH") || exchange.request().equals("DEV_ATTACH")) {
            String device = MachineAtStart.text(exchange.bytes("in"), 0);
            String card = cards.getOrDefault(device, device);
            if (exchange.request().equals("DEV_DETACH")) {
                machine.detach(card);
            } else {
                machine.attachAgain(card);
            }
            return new Outcome(exchange).leaveOut(OutOfScope.HARDWARE);
        }
        return calls.replay(exchange);
    }

    /** What the recorder did to the machine from outside, and how long it waited. */
    private void note(Machine machine, String text) {
        Matcher link = SET_LINK.matcher(text);
        if (link.find()) {
            boolean numbered = link.group(1).equals("nic");
            String card = numbered ? machine.card(Integer.parseInt(link.group(2))) : link.group(1) + link.group(2);
            for (String state : link.group(3).split(", ")) {
                machine.setCable(card, state.equals("up"));
                machine.pass(BETWEEN_CALLS);
            }
        }
        Matcher sleep = SLEEP.matcher(text);
        if (sleep.find()) {
            machine.pass(Duration.ofMillis((long) (Double.parseDouble(sleep.group(1)) * 1000)));
        }
    }

    /** Which network card is which device of the bus, as the devctl lines of the boot say. */
    private void findCards() {
        Map<String, String> byBus = new HashMap<>();
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.isMessage() && exchange.isDevctl()) {
                String text = new String(exchange.bytes("out"), StandardCharsets.ISO_8859_1);
                Matcher card = CARD.matcher(text);
                if (card.matches()) {
                    byBus.put(card.group(2), card.group(1));
                }
                Matcher device = BUS_DEVICE.matcher(text);
                if (device.matches()) {
                    cards.putIfAbsent(device.group(2), byBus.getOrDefault(device.group(1), device.group(1)));
                }
            }
        }
    }
}
