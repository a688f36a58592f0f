/**
 * What the author of a plugin works with: the classes of a build as a jar, and a replay of a scenario at each change of them.
 * Nothing here is used by a host at work.
 */
package org.nethook.host.dev;
