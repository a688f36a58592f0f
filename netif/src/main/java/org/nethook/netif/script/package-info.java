/**
 * Runs scripts that an operator put on the machine. {@link org.nethook.netif.script.ScriptTrust} says which may be run,
 * {@link org.nethook.netif.script.OperatorScripts} runs them, without a shell and for a bounded time.
 */
package org.nethook.netif.script;
