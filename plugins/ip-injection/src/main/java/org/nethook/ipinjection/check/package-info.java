/**
 * Whether a request makes sense: {@link org.nethook.ipinjection.check.Rules} by itself, {@link org.nethook.ipinjection.check.Nic}
 * on this machine. Nothing is changed before both agree.
 */
package org.nethook.ipinjection.check;
