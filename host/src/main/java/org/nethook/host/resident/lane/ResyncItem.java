package org.nethook.host.resident.lane;

/** Stands where events were dropped: in its turn the state of the lane's interface is read and told as events. */
public final class ResyncItem extends Item {

    @Override
    boolean isBarrier() {
        return true;
    }
}
