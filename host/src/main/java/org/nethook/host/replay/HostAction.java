package org.nethook.host.replay;

/** Something that is done to the nethook on the machine. */
sealed interface HostAction extends Action {

    /** It is killed. */
    record Crash() implements HostAction {
        @Override
        public String describe() {
            return "nethook is killed (kill -9)";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.crash();
        }
    }

    /**
     * It will be killed while it applies a plan.
     *
     * @param step after so many steps from now on, over all plans
     */
    record CrashAfterStep(int step) implements HostAction {
        @Override
        public String describe() {
            return "nethook will be killed after " + (step == 1 ? "the next step" : step + " more steps")
                    + " of a plan";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.crashAfterSteps(step);
        }
    }

    /** It is started, killed before if it runs. */
    record Restart() implements HostAction {
        @Override
        public String describe() {
            return "nethook is started again";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.restart();
        }
    }

    /**
     * Events do not reach it, as when the kernel has no room for them.
     *
     * @param count how many from now on
     */
    record LoseEvents(int count) implements HostAction {
        @Override
        public String describe() {
            return (count == 1 ? "the next event is" : "the next " + count + " events are") + " lost on the way";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.loseEvents(count);
        }
    }

    /**
     * Events reach it twice.
     *
     * @param count how many from now on
     */
    record DoubleEvents(int count) implements HostAction {
        @Override
        public String describe() {
            return (count == 1 ? "the next event comes" : "the next " + count + " events come") + " twice";
        }

        @Override
        public void happen(SimulatedHost host) {
            host.doubleEvents(count);
        }
    }
}
