/**
 * The side that asks the resident host: commands that would rather have it do their work, and those that only it can do. What
 * asks on behalf of {@code event} and {@code run} starts as fast as they do.
 */
package org.nethook.host.cli.ask;
