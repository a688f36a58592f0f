/** {@code nethook plugins}: which plugins there are, and what is to be said of a jar before it is one of them. */
package org.nethook.host.cli.plugins;
