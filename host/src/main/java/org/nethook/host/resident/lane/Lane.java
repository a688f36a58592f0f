package org.nethook.host.resident.lane;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.nethook.api.event.EventType;
import org.nethook.host.resident.status.Latency;

/**
 * The events and tasks of one interface, run one at a time in the order they came. Its lock is held for a few steps only,
 * never while anything runs.
 */
public final class Lane {
    private enum State {
        IDLE,
        READY,
        RUNNING,
        /** The head is a gate that is shut. */
        BLOCKED,
        /** Waits for {@link #wake} before its next turn. */
        PAUSED,
        /** Taken off the list; takes nothing more. */
        RETIRED
    }

    /** How many events may go before a task that is due. */
    private static final int TASK_PATIENCE = 256;

    private final String key;
    private final Crew crew;
    private final Latency latency = new Latency();
    private final ArrayDeque<Item> queue = new ArrayDeque<>(4);
    private final ArrayDeque<TaskItem> tasks = new ArrayDeque<>(2);
    private State state = State.IDLE;
    private int passedOver;
    private Item current;
    private boolean gone;
    private boolean pauseNext;
    private boolean overflowing;
    private int waiting;
    private long received;
    private long handled;
    private long coalesced;
    private long dropped;

    Lane(String key, Crew crew) {
        this.key = key;
        this.crew = crew;
    }

    /** The interface's name, or what else its events are about. */
    public String key() {
        return key;
    }

    /** Whether its events are about an interface. */
    public boolean isOfInterface() {
        return key.indexOf('/') < 0 && !key.equals(Lanes.EVERYTHING);
    }

    /** How long it takes from receiving one of its events to the end of the last hook. */
    public Latency latency() {
        return latency;
    }

    /**
     * Takes an event. The result is the chain of events that ended by that, through {@link EventItem#nextEnded}.
     *
     * @return null when no event ended
     */
    synchronized EventItem offer(EventItem item) {
        EventItem older = replaceable(item.kind());
        EventItem ended = null;
        queue.addLast(item);
        if (older != null) {
            queue.remove(older);
            ended = end(older, Ended.COALESCED, null);
        }
        if (item.isCounted()) {
            received++;
            waiting++;
        }
        gone = false;
        if (current instanceof EventItem running && Kind.takesBack(item.type(), running.type())) {
            running.takeBack();
        }
        if (item.type() == EventType.DETACH) {
            ended = endTakenBack(item, ended);
        }
        becomeReady();
        return ended;
    }

    /** Drops all events that wait, the given one too, and puts one resync where they were. The result is as of {@link #offer}. */
    synchronized EventItem overflow(EventItem item) {
        EventItem ended = null;
        for (Iterator<Item> items = queue.iterator(); items.hasNext(); ) {
            Item each = items.next();
            if (each instanceof EventItem event) {
                items.remove();
                ended = end(event, Ended.DROPPED, ended);
            }
        }
        if (item.isCounted()) {
            received++;
            dropped++;
        }
        item.ended = Ended.DROPPED;
        item.nextEnded = ended;
        if (!overflowing) {
            overflowing = true;
            add(new ResyncItem());
        }
        if (current instanceof EventItem running) {
            running.takeBack(); // what it says may be long past; the resync tells what is
        }
        return item;
    }

    /** Has the state told anew, after all that waits now; once, however often it is asked for. */
    synchronized void resync() {
        if (!(queue.peekLast() instanceof ResyncItem)) {
            add(new ResyncItem());
        }
    }

    /** Puts events in front of all that wait. */
    public synchronized void first(Iterable<EventItem> events) {
        ArrayDeque<EventItem> reversed = new ArrayDeque<>();
        for (EventItem event : events) {
            reversed.addFirst(event);
        }
        for (EventItem event : reversed) {
            queue.addFirst(event);
        }
    }

    synchronized void add(Item item) {
        if (item instanceof TaskItem task) {
            tasks.addLast(task);
        } else {
            queue.addLast(item);
        }
        becomeReady();
    }

    /** The event of this kind that waits and is to be replaced, if any. */
    private EventItem replaceable(Kind kind) {
        if (kind == Kind.NONE) {
            return null;
        }
        for (Iterator<Item> items = queue.descendingIterator(); items.hasNext(); ) {
            Item item = items.next();
            if (item.isBarrier()) {
                return null;
            }
            if (item instanceof EventItem event && event.kind().equals(kind)) {
                return event;
            }
        }
        return null;
    }

    private EventItem endTakenBack(EventItem detach, EventItem chain) {
        EventItem ended = chain;
        for (Iterator<Item> items = queue.iterator(); items.hasNext(); ) {
            if (items.next() instanceof EventItem event && Kind.takesBack(detach.type(), event.type())) {
                items.remove();
                ended = end(event, Ended.COALESCED, ended);
            }
        }
        return ended;
    }

    private EventItem end(EventItem event, Ended as, EventItem chain) {
        if (event.isCounted()) {
            waiting--;
            if (as == Ended.COALESCED) {
                coalesced++;
            } else {
                dropped++;
            }
        }
        event.ended = as;
        event.nextEnded = chain;
        return event;
    }

    private void becomeReady() {
        if (state == State.IDLE) {
            state = State.READY;
            crew.ready(this);
        }
    }

    /**
     * What to run next, until {@link #finish}. After an interrupted turn that is the same item again.
     *
     * @return null when there is nothing to run now
     */
    public synchronized Item take() {
        if (current != null) {
            state = State.RUNNING;
            return current;
        }
        Item next = next();
        if (next instanceof Gate) {
            state = State.BLOCKED;
            return null;
        }
        if (next == null) {
            state = State.IDLE;
            return null;
        }
        if (next instanceof EventItem event && event.isCounted()) {
            waiting--;
        }
        if (next instanceof ResyncItem) {
            overflowing = false;
        }
        current = next;
        state = State.RUNNING;
        return next;
    }

    /** The next item; a gate, which then stays where it is, when that is shut. */
    private Item next() {
        Item head = queue.peek();
        while (head instanceof Gate gate && gate.isOpen()) {
            queue.poll();
            head = queue.peek();
        }
        // events go first: one of them may be what cancels the task
        if (!tasks.isEmpty() && (head == null || passedOver >= TASK_PATIENCE)) {
            passedOver = 0;
            return tasks.poll();
        }
        if (head == null || head instanceof Gate) {
            return head;
        }
        passedOver += tasks.isEmpty() ? 0 : 1;
        return queue.poll();
    }

    /**
     * The item that was taken has run.
     *
     * @param comeBack whether to hand the lane to the crew when there is more, instead of taking more at once
     * @return whether the caller is to take the next item
     */
    synchronized boolean finish(Item item, boolean comeBack) {
        current = null;
        if (item instanceof EventItem event) {
            if (event.isCounted()) {
                handled++;
            }
            gone = event.type() == EventType.DETACH || event.type() == EventType.RENAME;
        }
        if (pauseNext) {
            pauseNext = false;
            state = State.PAUSED; // with an empty queue too: the next event is what it waits for
            return false;
        }
        if (isEmpty()) {
            state = State.IDLE;
            return false;
        }
        if (comeBack) {
            state = State.READY;
            crew.ready(this);
            return false;
        }
        return true;
    }

    /** The thread that runs it is given up; another goes on where that one stands. */
    public synchronized void handOver() {
        if (state == State.RUNNING) {
            state = State.READY;
            crew.ready(this);
        }
    }

    /** Has it wait after the item that runs, until {@link #wake}. */
    public synchronized void pauseAfterThis() {
        pauseNext = true;
    }

    /** Ends a wait. */
    public synchronized void wake() {
        pauseNext = false;
        if (state == State.PAUSED || state == State.BLOCKED) {
            state = State.IDLE;
            if (!isEmpty()) {
                becomeReady();
            }
        }
    }

    /** Whether nothing waits or runs; {@code orGone} also asks for the interface to have gone. */
    synchronized boolean isIdle(boolean orGone) {
        return state == State.IDLE && isEmpty() && (gone || !orGone);
    }

    private boolean isEmpty() {
        return queue.isEmpty() && tasks.isEmpty();
    }

    /** Whether nothing waits or runs, a pause left aside. */
    synchronized boolean isQuiet() {
        return current == null && isEmpty();
    }

    /** Takes nothing from now on; returns whether that was possible, which it is when nothing waits or runs. */
    synchronized boolean retire() {
        if (state == State.IDLE && isEmpty()) {
            state = State.RETIRED;
            return true;
        }
        return false;
    }

    /** Whether events were dropped for which the resync has not come yet. */
    synchronized boolean isOverflowing() {
        return overflowing;
    }

    synchronized boolean isRetired() {
        return state == State.RETIRED;
    }

    /** How many events wait. */
    synchronized int waiting() {
        return waiting;
    }

    /** What it waits for or does, as one word. */
    public synchronized String stateWord() {
        return switch (state) {
            case IDLE, RETIRED -> "idle";
            case READY -> "ready";
            case RUNNING -> "running";
            case BLOCKED -> "renaming";
            case PAUSED -> "paused";
        };
    }

    /** Where its events are. */
    public synchronized LaneCounts counts() {
        int running = current instanceof EventItem event && event.isCounted() ? 1 : 0;
        return new LaneCounts(received, handled, coalesced, dropped, waiting, running);
    }
}
