/**
 * Where log lines go: one SLF4J provider that writes {@code LEVEL logger: message} to standard error and reads no
 * resource to find that out. What operators should see is not logged but journalled.
 */
package org.nethook.host.log;
