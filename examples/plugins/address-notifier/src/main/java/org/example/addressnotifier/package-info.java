/** The plugin address-notifier: tells a web address when the addresses of an interface change. */
package org.example.addressnotifier;
