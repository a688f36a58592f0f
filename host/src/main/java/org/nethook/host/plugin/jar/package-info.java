/**
 * Reads a jar that nobody is trusted to have made well: one pass over its bytes, which refuses what two readers could
 * understand differently. Runs none of its code.
 */
package org.nethook.host.plugin.jar;
