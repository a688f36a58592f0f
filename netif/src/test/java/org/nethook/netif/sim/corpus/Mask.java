package org.nethook.netif.sim.corpus;

/** What cannot be equal on two machines, whatever the rules. */
enum Mask {
    DESCRIPTOR("descriptor numbers: the recorder had further files open"),
    POINTER("pointers into the caller's memory"),
    COUNTER("packet and byte counters: traffic is not simulated"),
    EPOCH("when an interface was attached, in seconds since boot"),
    LAST_CHANGE("when an interface changed last"),
    HWASSIST("checksum offloading of the recording machine's hardware"),
    PID("process numbers"),
    EXPIRE("when a route or an address expires, in seconds since boot"),
    NEXTHOP_INDEX("numbers that the kernel gives to next hops as it needs them"),
    OID("numbers that the kernel gives to sysctls as it needs them"),
    REACHABLE("how long a neighbour counts as reachable: the kernel draws it by lot"),
    PADDING("bytes between the addresses of a message, which kernels do not always clear"),
    MODULE("numbers of modules: the recorded kernels had others built in"),
    ORDER("messages of kernel threads that run at the same time come in any order");

    private final String reason;

    Mask(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
