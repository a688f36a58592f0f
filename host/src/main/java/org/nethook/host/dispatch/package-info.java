/**
 * Brings events to the listeners that want them, and commands to the plugin that has them.
 */
package org.nethook.host.dispatch;
