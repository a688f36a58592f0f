package org.nethook.testkit.assertion;

import java.util.List;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;

/** Claims about a plan that the plugin wanted applied. Whether it succeeded, the machine tells. */
public final class PlanAssert {
    private final HostAssert host;
    private final Plan plan;

    PlanAssert(HostAssert host, Plan plan) {
        this.host = host;
        this.plan = plan;
    }

    /** This is why. */
    public PlanAssert hasReason(String reason) {
        host.claim(
                plan.reason().equals(reason), "the plan's reason is \"" + plan.reason() + "\", not \"" + reason + "\"");
        return this;
    }

    /** It has exactly these steps in this order, as {@link Step#describe} writes them. */
    public PlanAssert hasSteps(String... steps) {
        List<String> actual = plan.steps().stream().map(Step::describe).toList();
        host.claim(actual.equals(List.of(steps)), "the plan's steps are " + actual + ", not " + List.of(steps));
        return this;
    }

    /** Back to the machine. */
    public HostAssert and() {
        return host;
    }
}
