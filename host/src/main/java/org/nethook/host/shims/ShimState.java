package org.nethook.host.shims;

import java.util.List;

/**
 * How a directory of base's scripts stands.
 *
 * @param ours the names of those in whose place nethook's are
 * @param others the names of the rest
 * @param gone files of an image that those in place lead to, and that are not there
 * @param kept whether an original is kept beside any of them
 */
public record ShimState(List<String> ours, List<String> others, List<String> gone, boolean kept) {}
