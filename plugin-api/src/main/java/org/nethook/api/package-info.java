/**
 * What a plugin is given and what it registers: the two extension points and the services of {@link
 * org.nethook.api.PluginContext}. JDK, pf4j and slf4j types only; new methods come with defaults.
 */
package org.nethook.api;
