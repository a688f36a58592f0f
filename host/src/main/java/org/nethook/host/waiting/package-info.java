/**
 * Work that waits longer than the process that was given it: files of the state directory, one for each plugin and key, and the
 * processes that sleep until their time. A later process replaces or cancels what an earlier one left there.
 */
package org.nethook.host.waiting;
