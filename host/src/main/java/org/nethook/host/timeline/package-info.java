/**
 * Shows a run as it happens: a timeline for people and JSON Lines for programs. Both are journals, and both end with the
 * state the machine was left in.
 */
package org.nethook.host.timeline;
