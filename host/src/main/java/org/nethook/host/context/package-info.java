/**
 * What the host gives each plugin: the platform's services behind a guard that knows what the plugin declared.
 */
package org.nethook.host.context;
