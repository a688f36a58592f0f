package org.nethook.host.resident.lane;

/**
 * Keeps the lane of an interface's new name waiting until the RENAME has run in the lane of its old name. A gate only waits
 * for an event that was received before it, so lanes cannot wait for each other in a circle.
 */
final class Gate extends Item {
    private final Lane lane;
    private volatile boolean open;

    Gate(Lane lane) {
        this.lane = lane;
    }

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
        lane.wake();
    }

    @Override
    boolean isBarrier() {
        return true;
    }
}
