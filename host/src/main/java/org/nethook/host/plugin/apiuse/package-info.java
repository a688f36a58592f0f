/** What the classes of a plugin name of nethook's API, held against what a version of nethook has. Loads none of them. */
package org.nethook.host.plugin.apiuse;
