/**
 * What a plugin's manifest declares that it may touch: read, checked, asked, and what of it was used. Says no; what to do about it is the
 * caller's.
 */
package org.nethook.host.plugin.grant;
