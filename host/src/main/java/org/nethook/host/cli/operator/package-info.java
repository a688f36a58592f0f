/**
 * The operator's commands: {@code plan}, {@code check}, {@code apply}, {@code release}, {@code explain}, {@code history} and
 * {@code status}. They parse, ask a {@link org.nethook.host.operator.Desk} and print; whose desk that is, a
 * {@link org.nethook.host.cli.operator.Seat} decides.
 */
package org.nethook.host.cli.operator;
