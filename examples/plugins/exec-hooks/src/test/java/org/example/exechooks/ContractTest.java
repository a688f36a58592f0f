package org.example.exechooks;

import org.nethook.testkit.contract.PluginContract;

/** What the host relies on in every plugin. */
class ContractTest implements PluginContract {}
