/**
 * The file in which hv_kvp_daemon(8) keeps what a guest shows its host. {@link KvpEdit} is pure; {@link KvpPoolFile} is the file
 * with the daemon's lock.
 */
package org.nethook.netif.freebsd.kvp;
