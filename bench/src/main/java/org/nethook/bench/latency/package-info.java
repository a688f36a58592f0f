/**
 * Measures the resident host: how fast an event gets through it, beside what else there is for that, and what it costs to have
 * it. Everything that is compared is measured in one run, in turns.
 */
package org.nethook.bench.latency;
