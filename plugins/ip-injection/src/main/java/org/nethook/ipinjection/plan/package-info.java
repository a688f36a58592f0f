/**
 * The plan that does what a request asks: what is there, what is wanted, and the steps between. An old address goes last, after all
 * that could fail before it, and only what belongs to the interface changes.
 */
package org.nethook.ipinjection.plan;
