/**
 * Lets the same thing happen to a {@code TestHost} again and again, with the host killed or one of its calls refused each time
 * somewhere else. Every run must end where a run without does.
 */
package org.nethook.testkit.matrix;
