/**
 * Applies plans: each step is applied, verified and journalled, and a failure undoes what was done before it.
 */
package org.nethook.host.plan;
