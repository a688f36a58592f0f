/**
 * What the plugin keeps from one event to the next, which may be one process to the next. Only what was seen and told: what
 * is done follows from the state that is read.
 */
package org.nethook.hypervvf.memory;
