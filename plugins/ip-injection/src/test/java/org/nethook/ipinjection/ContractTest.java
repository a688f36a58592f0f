package org.nethook.ipinjection;

import org.nethook.testkit.contract.PluginContract;

/** What a host relies on in every plugin. */
class ContractTest implements PluginContract {}
