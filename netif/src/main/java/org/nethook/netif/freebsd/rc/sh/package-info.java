/**
 * The language of sh(1) as far as it only sets variables: scanner, parser, and what commands do to variables. Nothing is ever
 * run; what only a shell can decide is told apart from what is certain.
 */
package org.nethook.netif.freebsd.rc.sh;
