/**
 * What rc.conf(5) must say so that the next boot gives the interface what the request gave it. What else rc.conf says of the
 * interface stays.
 */
package org.nethook.ipinjection.rcconf;
