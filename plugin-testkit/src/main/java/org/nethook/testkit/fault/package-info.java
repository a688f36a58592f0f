/**
 * What goes wrong for a host: system calls that fail, one by one or as a FreeBSD kernel may refuse them, and kills. Says which errnos
 * each call can have.
 */
package org.nethook.testkit.fault;
