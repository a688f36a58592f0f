/**
 * Runs a plugin inside the real host on a simulated machine: real dispatch, real guards, the FreeBSD code that ships,
 * virtual time. Needs neither root nor FreeBSD.
 */
package org.nethook.testkit;
