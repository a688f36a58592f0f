/**
 * The command {@code ip-injection}: what hv_kvp_daemon runs when the Hyper-V host sets an interface's addresses. The host is not
 * trusted: its text is parsed, checked against the machine, and applied as a plan that can be undone.
 */
package org.nethook.ipinjection;
