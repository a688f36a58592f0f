/**
 * Finds plugin jars, checks them and loads them through pf4j, each in its own class loader. The only package that names
 * pf4j.
 */
package org.nethook.host.plugin;
