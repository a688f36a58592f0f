/**
 * The directory in which nethook keeps what must outlast a process: the lock, the log of the plan being applied, the
 * history, what plugins keep. Everything durable goes through {@link org.nethook.host.state.Storage}, so that a test can
 * end the host at each write.
 */
package org.nethook.host.state;
