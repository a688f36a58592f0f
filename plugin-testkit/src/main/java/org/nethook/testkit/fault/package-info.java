/**
 * Lets calls of a host fail as a FreeBSD kernel, or what else it asks, may refuse them. Says which errnos each call can have.
 */
package org.nethook.testkit.fault;
