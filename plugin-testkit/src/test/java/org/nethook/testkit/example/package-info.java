/** A small plugin for the tests of this module. */
package org.nethook.testkit.example;
