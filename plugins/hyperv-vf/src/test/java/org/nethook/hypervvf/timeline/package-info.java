/**
 * Random timelines of a guest's hardware, and of the events and hosts that tell of it.
 */
package org.nethook.hypervvf.timeline;
