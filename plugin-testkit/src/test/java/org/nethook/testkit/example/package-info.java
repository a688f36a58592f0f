/**
 * The example of docs/PLUGINS.md and its test, so that both compile and run. What the document shows is compared with these
 * files.
 */
package org.nethook.testkit.example;
