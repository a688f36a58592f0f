/**
 * What an operator's questions and orders come to: what would be done, whether all is in order, why something is as it
 * is, and giving an interface back. Knows neither a command line nor how an answer is printed.
 */
package org.nethook.host.operator;
