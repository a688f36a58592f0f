package org.nethook.host.operator.text;

import org.nethook.api.plan.PlanResult;
import org.nethook.host.operator.Done;

/** What became of an order, in a sentence. */
public final class DoneText {
    private DoneText() {}

    /** One sentence. */
    public static String sentence(Done done) {
        String ifName = done.standing().ifName();
        if (done.result().isEmpty()) {
            return "NOT DONE: the state of " + ifName
                    + " changed while the plan was shown. Nothing was touched; look again.";
        }
        PlanResult result = done.result().get();
        switch (result.outcome()) {
            case APPLIED:
                return "Done: " + ifName + " is as the plan wanted it.";
            case NOTHING_TO_DO:
                return "Nothing to do for " + ifName + ".";
            case SHOWN:
                return "Nothing was touched: a dry run.";
            case REFUSED:
                return "NOT DONE, nothing is changed: " + result.message() + ".";
            case UNDONE:
                return "NOT DONE: " + result.message() + ". What was done before is undone: " + ifName
                        + " is as it was.";
            default:
                return "HALF DONE: " + result.message() + ". Not all of it could be undone: look at " + ifName + ".";
        }
    }
}
