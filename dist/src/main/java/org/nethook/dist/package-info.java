/**
 * What the build needs to make the image: its native libraries and its identity. Nothing of this is in the image.
 */
package org.nethook.dist;
