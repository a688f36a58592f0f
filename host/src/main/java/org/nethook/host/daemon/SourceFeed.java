package org.nethook.host.daemon;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.resident.Intake;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.SourceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what a source hears to the dispatcher. Never waits but in {@link #awaitRoom}. */
final class SourceFeed implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    /** So many events of a recording may be on their way; more would only wait elsewhere. */
    private static final int ROOM = 128;

    /** What a lost source is told as; the status shows it. */
    private final Intake intake;

    private final MachineState state;
    private final Runnable ended;
    private final LongAdder malformed = new LongAdder();
    private final Semaphore room = new Semaphore(ROOM);
    private final CountDownLatch answered = new CountDownLatch(1);
    private boolean bounded;

    /** @param ended is run when there is nothing more to come */
    SourceFeed(Intake intake, MachineState state, Runnable ended) {
        this.intake = intake;
        this.state = state;
        this.ended = ended;
    }

    @Override
    public void event(InterfaceEvent event) {
        state.heard(event);
        if (bounded) {
            intake.event(event, (how, result) -> room.release());
        } else {
            intake.event(event);
        }
    }

    @Override
    public void malformed(String reason) {
        malformed.increment();
        LOG.debug("dropped a line: {}", reason);
    }

    /** How many lines were no events. */
    long malformed() {
        return malformed.sum();
    }

    @Override
    public void gap(String reason) {
        LOG.info("the state of all interfaces is read: {}", reason);
        intake.gap();
    }

    @Override
    public void state(SourceState how, String message) {
        intake.state(how == SourceState.LISTENING ? message : how.name().toLowerCase(Locale.ROOT) + ": " + message);
        if (how == SourceState.LOST) {
            LOG.error("{}", message);
        } else {
            LOG.info("{}", message);
        }
        if (how != SourceState.CONNECTING) {
            answered.countDown();
        }
        if (how == SourceState.ENDED) {
            ended.run();
        }
    }

    /** Waits until the source listens, or has said that it cannot yet, at most this long. */
    void awaitAnswer(Duration limit) throws InterruptedException {
        if (!answered.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("the source of events says nothing");
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        bounded = true;
        room.acquire();
    }
}
