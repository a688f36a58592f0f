/** The plugin exec-hooks: runs the scripts of a directory for interface events. */
package org.example.exechooks;
