/**
 * Which interface is the VF of which hn(4), read from the kernel and doubted where it must be. Nothing here changes anything
 * or remembers anything.
 */
package org.nethook.hypervvf.pair;
