/**
 * {@code nethook daemon}: puts sources, lanes, plugins and the control socket together, and sees to it that they start in the
 * right order, reload, and end. One of it runs on a machine.
 */
package org.nethook.host.daemon;
