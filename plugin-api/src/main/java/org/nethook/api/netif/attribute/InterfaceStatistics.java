package org.nethook.api.netif.attribute;

/**
 * Counters of an interface since it was attached; they wrap at 2^64 and some drivers leave some at 0.
 *
 * @param packetsIn packets received
 * @param errorsIn packets that came in broken
 * @param dropsIn packets that came in and were dropped for want of room
 * @param bytesIn bytes received
 * @param multicastsIn packets received by multicast or broadcast
 * @param packetsOut packets sent
 * @param errorsOut packets that could not be sent
 * @param dropsOut packets dropped before they were sent
 * @param bytesOut bytes sent
 * @param multicastsOut packets sent by multicast or broadcast
 * @param collisions collisions on the wire
 * @param unknownProtocol packets received for a protocol nobody speaks
 */
public record InterfaceStatistics(
        long packetsIn,
        long errorsIn,
        long dropsIn,
        long bytesIn,
        long multicastsIn,
        long packetsOut,
        long errorsOut,
        long dropsOut,
        long bytesOut,
        long multicastsOut,
        long collisions,
        long unknownProtocol) {}
