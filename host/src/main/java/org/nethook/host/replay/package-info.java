/**
 * Runs plugins against a simulated machine in virtual time: a scenario says what its hardware does and when, or a
 * recording gives the lines its kernel emitted. The machine is the only source of state.
 */
package org.nethook.host.replay;
