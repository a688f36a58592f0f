/**
 * Reads nethook.conf and holds it against what the host and its plugins declare. Every mistake becomes one line with
 * file, line, key and what is allowed; nothing starts until there is none.
 */
package org.nethook.host.config;
