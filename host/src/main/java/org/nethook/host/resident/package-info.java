/**
 * The resident host: events of all interfaces at once, each interface's in order, and no plugin in the way of another. What is
 * guaranteed stands in docs/DESIGN.md.
 */
package org.nethook.host.resident;
