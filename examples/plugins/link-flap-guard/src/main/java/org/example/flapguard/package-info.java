/** The plugin link-flap-guard: tells of links that flap: one alarm when it begins, one note when it is over. */
package org.example.flapguard;
