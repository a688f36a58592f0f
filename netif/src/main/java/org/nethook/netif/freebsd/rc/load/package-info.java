/**
 * Reads the files of rc.conf(5) in rc's own order and keeps what they set. One load is one look at the files.
 */
package org.nethook.netif.freebsd.rc.load;
