/** The test kit as an extension of JUnit 5. Gives each test method a machine of its own, and shows it when the test fails. */
package org.nethook.testkit.junit;
