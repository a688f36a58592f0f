/**
 * Reads class files without loading them, and takes from them what would end the host. Source of the layout: Java Virtual
 * Machine Specification, chapter 4.
 */
package org.nethook.host.plugin.classfile;
