/**
 * Reads the file that hv_kvp_daemon hands over, whose text comes from outside the machine and is believed in nothing. Pure:
 * bytes in, a {@link org.nethook.ipinjection.request.Request} or a refusal out.
 */
package org.nethook.ipinjection.request;
