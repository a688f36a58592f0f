/**
 * The JSON that nethook prints, written as a stream. One class per kind of object, so that every command that shows such
 * an object shows the same one.
 */
package org.nethook.host.json;
