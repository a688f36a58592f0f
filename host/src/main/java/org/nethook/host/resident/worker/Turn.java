package org.nethook.host.resident.worker;

import org.nethook.host.resident.lane.Item;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.lane.Lanes;

/** One thread's turn with a lane: until it is empty, or others wait. */
final class Turn {
    private Turn() {}

    /** Others that wait for a thread. */
    interface Others {
        boolean wait(int itemsSoFar);
    }

    /** @throws Seat.GivenUp when another thread took over; the lane is no longer this one's */
    static void run(Lanes lanes, Lane lane, LaneWork work, Seat seat, Others others, Bugs bugs) {
        seat.lane(lane.key());
        int items = 0;
        boolean more = true;
        while (more) {
            Item item = lanes.take(lane);
            if (item == null) {
                break;
            }
            try {
                work.run(lane, item);
            } catch (Seat.GivenUp e) {
                throw e;
            } catch (RuntimeException | Error e) {
                bugs.report(lane.key(), e);
            }
            more = lanes.finish(lane, item, others.wait(++items));
        }
        seat.lane(null);
    }
}
