/** The commands of whoever writes a plugin: {@code nethook plugins new} and {@code nethook dev}. */
package org.nethook.host.cli.author;
