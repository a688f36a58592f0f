/** Decides whose jars are loaded: by owner and mode of the files, by digests the operator wrote down, by signatures. */
package org.nethook.host.plugin.trust;
