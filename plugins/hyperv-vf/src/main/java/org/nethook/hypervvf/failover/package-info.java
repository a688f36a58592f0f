/**
 * Which steps put a hn and its VF into one failover lagg with all that the hn carries, and which give it all back. Reads
 * the machine and rc.conf and changes nothing: the same state gives the same plan, and the state it leads to an empty one.
 */
package org.nethook.hypervvf.failover;
