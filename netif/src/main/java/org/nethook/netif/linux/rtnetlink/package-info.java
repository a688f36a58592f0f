/**
 * The socket to the kernel's rtnetlink(7) and what its messages say. Reading is apart from asking: an answer is put together
 * from bytes, whoever got them.
 */
package org.nethook.netif.linux.rtnetlink;
