/**
 * Checks one jar before it is installed: what it is, what it names of each version's API, what it wants to touch, and how it
 * behaves on the recorded scenarios.
 */
package org.nethook.host.verify;
