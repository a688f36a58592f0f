/** Interim. */
package org.nethook.hypervvf.failover;
