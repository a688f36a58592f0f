/**
 * Guesses what was meant by a name that there is not. Knows nothing of what the names are for.
 */
package org.nethook.host.spelling;
