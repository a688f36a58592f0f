/**
 * The threads that run plugins' code, and what keeps one plugin's faults from the others. Interrupts, gives up and parks; every
 * such decision is an alarm.
 */
package org.nethook.host.resident.worker;
