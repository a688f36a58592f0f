package org.nethook.host.resident.worker;

import org.nethook.host.resident.lane.Lane;

/** A thread that is not of the crew, and will run the first lane that what it does makes ready. */
final class Loan {
    private static final ThreadLocal<Loan> CURRENT = new ThreadLocal<>();

    private Lane lane;

    private Loan() {}

    /** Runs {@code offer}; returns the lane that is the calling thread's now, or null. */
    static Lane during(Runnable offer) {
        Loan loan = new Loan();
        CURRENT.set(loan);
        try {
            offer.run();
        } finally {
            CURRENT.remove();
        }
        return loan.lane;
    }

    /** Whether the lane, which is ready, is the calling thread's. */
    static boolean takes(Lane lane) {
        Loan loan = CURRENT.get();
        if (loan == null || loan.lane != null) {
            return false;
        }
        loan.lane = lane;
        return true;
    }
}
