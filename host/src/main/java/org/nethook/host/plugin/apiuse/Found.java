package org.nethook.host.plugin.apiuse;

import java.util.List;

/**
 * What a name in a class file leads to.
 *
 * @param flags public, abstract, deprecated and so on
 * @param ending what becomes of it; null for what stays
 */
public record Found(List<String> flags, Ending ending) {}
