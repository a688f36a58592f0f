/**
 * The write-ahead log of the plan that is being applied or watched: which steps there are, and what may have been done of
 * them, whenever the host was killed.
 */
package org.nethook.host.pending;
