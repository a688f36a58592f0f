package org.nethook.hypervvf;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.pair.Pairs;

/** Sees to it that a pair is looked at by one thread at a time, by its device, which no rename changes. Usable by any thread. */
final class Attendant {
    /** When the kernel refused to tell how things are, it is asked once more. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /** When it refused again, it is asked less often. */
    private static final Duration AFTER_MORE = Duration.ofMinutes(5);

    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Reads the pair and does what is to be done.
     *
     * @param device driver and unit of its hn; one that has left is nobody's business any more
     */
    void attend(String device, Occasion occasion, PluginContext context) throws NetifException, InterruptedException {
        ReentrantLock lock = locks.get(device);
        if (lock == null) {
            locks.putIfAbsent(device, new ReentrantLock());
            lock = locks.get(device);
        }
        lock.lockInterruptibly();
        try {
            Optional<Pair> pair = Pairs.read(context).ofDevice(device);
            if (pair.isEmpty()) {
                context.scheduler().cancel(PairKeeper.key(device));
                return;
            }
            PairMemory memory = PairMemory.of(context.state(), device);
            try {
                new PairKeeper(this, context, pair.get(), memory).attend(occasion);
                new Publication(context, device, memory).update();
            } finally {
                memory.save();
            }
        } catch (NetifException e) {
            lookAgain(device, occasion, context);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody else would come back to what was to be seen. */
    private void lookAgain(String device, Occasion occasion, PluginContext context) {
        switch (occasion) {
            case LEASE, LEASE_AGAIN ->
                context.scheduler()
                        .quietlyAfter(
                                Clients.key(device),
                                after(occasion),
                                Clients.PURPOSE,
                                task(device, Occasion.LEASE_AGAIN, context));
            case PORT, LINK_UP ->
                context.scheduler()
                        .quietlyAfter(
                                PortClients.key(device),
                                after(occasion),
                                PortClients.PURPOSE,
                                task(device, Occasion.PORT, context));
            default -> {
                if (occasion.mayChange()) {
                    context.scheduler()
                            .after(
                                    PairKeeper.key(device),
                                    after(occasion),
                                    "look again at " + device,
                                    task(device, Occasion.LOOK_AGAIN, context));
                }
            }
        }
    }

    /** When to ask again after a refusal on this occasion. */
    static Duration after(Occasion occasion) {
        return switch (occasion) {
            case LOOK_AGAIN, LEASE_AGAIN, PORT -> AFTER_MORE;
            default -> AFTER_REFUSAL;
        };
    }

    /** A task that attends to the pair. */
    Scheduler.Task task(String device, Occasion occasion, PluginContext context) {
        return new Look(device, occasion, context);
    }

    private final class Look implements Scheduler.Task {
        private final String device;
        private final Occasion occasion;
        private final PluginContext context;

        Look(String device, Occasion occasion, PluginContext context) {
            this.device = device;
            this.occasion = occasion;
            this.context = context;
        }

        @Override
        public void run() throws Exception {
            attend(device, occasion, context);
        }
    }
}
