/**
 * What nethook needs of a FreeBSD machine, as checks for {@code nethook selftest}. They see the services from outside,
 * and the files of the base system below a root that tests choose.
 */
package org.nethook.netif.freebsd.check;
