/**
 * What {@code nethook selftest} does, from the checks to their report. The system offers its own checks; those of the
 * installation are here.
 */
package org.nethook.host.selftest;
