package org.nethook.host.resident.worker;

import org.nethook.host.resident.lane.Item;
import org.nethook.host.resident.lane.Lane;

/** What is done with an item of a lane, on a thread of the crew. */
public interface LaneWork {

    /** Runs one item to its end, or goes on with it where another thread stopped. What it throws is a bug of the host. */
    void run(Lane lane, Item item);
}
