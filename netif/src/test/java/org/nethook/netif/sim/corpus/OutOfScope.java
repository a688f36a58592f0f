package org.nethook.netif.sim.corpus;

/** Why an exchange is not compared. */
enum OutOfScope {
    OTHER_DEVICES("devctl lines of devices, disks and power, not of the network"),
    OTHER_CALL("calls that the simulated process cannot make"),
    HARDWARE("done to the hardware, and done to the simulated hardware in its place"),
    RELEASE("recorded on a release that is not simulated");

    private final String reason;

    OutOfScope(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
