package org.example.flapguard;

import org.nethook.testkit.contract.PluginContract;

/** What the host relies on in every plugin. */
class ContractTest implements PluginContract {}
