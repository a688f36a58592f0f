/**
 * The command line: what a user types in, one answer, one line an error, one sysexits(3) status out. {@code event} and
 * {@code run}, which a system runs often, are parsed by hand; the rest is picocli.
 */
package org.nethook.host.cli;
