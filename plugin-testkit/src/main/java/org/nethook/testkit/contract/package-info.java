/** The tests that every plugin inherits: what a host and its operator rely on, whatever the plugin is for. */
package org.nethook.testkit.contract;
