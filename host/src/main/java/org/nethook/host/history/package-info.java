/**
 * What happened, kept on disk for {@code explain}, {@code history} and {@code status}: written as JSON Lines while the host
 * works, read back as typed records.
 */
package org.nethook.host.history;
