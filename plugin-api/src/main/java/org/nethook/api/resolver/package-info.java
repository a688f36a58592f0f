/**
 * Which name servers the machine asks (resolv.conf(5)), read and set. Setting them is a step of a plan.
 */
package org.nethook.api.resolver;
