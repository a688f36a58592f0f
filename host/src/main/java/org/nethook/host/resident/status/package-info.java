/**
 * What the resident host says about itself, as values, and as text for Prometheus. Measures; decides nothing.
 */
package org.nethook.host.resident.status;
