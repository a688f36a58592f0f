/**
 * Measures what the project claims about speed. Ratios of things measured in the same run, side by side; milliseconds
 * depend on the machine and its mood.
 */
package org.nethook.bench;
