/**
 * What {@code nethook event} and {@code nethook run} do, from their arguments to the exit status. A system runs both
 * often, so picocli and Jackson stay out of here.
 */
package org.nethook.host.oneshot;
