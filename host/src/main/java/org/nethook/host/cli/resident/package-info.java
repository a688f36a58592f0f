/**
 * {@code nethook daemon} and what the resident host answers over its control socket: words of a command line in, lines out.
 * Whatever takes long, and whoever reads slowly, delays no event.
 */
package org.nethook.host.cli.resident;
