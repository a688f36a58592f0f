/**
 * Changes as data: a plugin computes a {@link org.nethook.api.plan.Plan}, the host applies it step by step, verifies
 * each step and undoes what it did when one fails.
 */
package org.nethook.api.plan;
