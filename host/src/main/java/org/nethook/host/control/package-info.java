/**
 * The control socket: how a command reaches the resident host, and what the resident host answers. A request is the words of
 * a command line, the answer is what that command would have printed, and its exit status.
 */
package org.nethook.host.control;
