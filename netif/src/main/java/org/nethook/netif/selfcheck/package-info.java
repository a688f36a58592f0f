/**
 * What nethook needs of a machine or can use, one {@link org.nethook.netif.selfcheck.SelfCheck} for each, tried without
 * harm. The systems offer their own; what can be tried through the services alone is the same on all.
 */
package org.nethook.netif.selfcheck;
