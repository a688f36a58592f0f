/**
 * What happened, for people and programs: events, plans, steps, notes and alarms, in the order they occurred. Writers
 * of it print timelines, JSON Lines and logs.
 */
package org.nethook.host.journal;
