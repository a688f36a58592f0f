/**
 * The operator's answers as text, in plain words: lines of at most 100 columns on a terminal, times as the operator's
 * clock shows them.
 */
package org.nethook.host.operator.text;
