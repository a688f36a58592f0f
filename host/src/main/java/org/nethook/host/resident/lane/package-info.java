/**
 * One queue per interface: what may overtake, replace and outlive what. Knows neither threads nor plugins.
 */
package org.nethook.host.resident.lane;
