package org.nethook.host.resident.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.netif.Timer;

/** A crew without threads: the test's thread runs lanes when the test says so. */
public final class CallerRuns extends Workers {
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Seat seat = new Seat();
    private final Bugs bugs;
    private Lanes lanes;
    private LaneWork work;

    public CallerRuns(Timer timer, LongSupplier nanos, Bugs bugs) {
        super(2, timer, nanos, bugs);
        this.bugs = bugs;
        seats().add(seat);
    }

    @Override
    public void start(Lanes ofLanes, LaneWork laneWork) {
        lanes = ofLanes;
        work = laneWork;
    }

    @Override
    public void ready(Lane lane) {
        ready.add(lane);
    }

    /** Runs all that can run now. */
    public void runAll() {
        for (Lane lane = ready.poll(); lane != null; lane = ready.poll()) {
            Turn.run(lanes, lane, work, seat, items -> !ready.isEmpty(), bugs);
        }
    }
}
