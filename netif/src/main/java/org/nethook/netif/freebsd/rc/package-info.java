/**
 * Answers what FreeBSD's rc would find in rc.conf(5) and the files it reads with it, without running anything. Where the
 * answer depends on something only a shell could do, it says so instead of guessing.
 */
package org.nethook.netif.freebsd.rc;
