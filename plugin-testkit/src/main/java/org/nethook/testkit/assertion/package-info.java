/** What a test claims of a machine, of plans and of what was told. A claim that does not hold shows the whole machine. */
package org.nethook.testkit.assertion;
