package org.nethook.api;

import java.util.Optional;
import org.nethook.api.plan.VariableChange;

/**
 * The system's network configuration as its own start-up scripts would see it; on FreeBSD rc.conf(5) and the files rc
 * reads with it. Nothing in those files is ever run.
 */
public interface SystemConfig {

    /**
     * A variable's value.
     *
     * @param name such as {@code hyperv_vf_delay}
     * @return empty when it is unset; an empty string when it is set to nothing
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it
     */
    Optional<String> variable(String name) throws SystemConfigException;

    /**
     * What the machine's own files set a variable to, without the system's defaults: what a change of it starts from.
     *
     * @return empty when they do not set it
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it
     */
    Optional<String> setting(String name) throws SystemConfigException;

    /**
     * The change of a variable from what the machine's own files set it to now.
     *
     * @param after what it is to be; empty for not set by these files
     * @throws SystemConfigException when what it is now cannot be told
     */
    default VariableChange change(String name, Optional<String> after) throws SystemConfigException {
        return new VariableChange(name, setting(name), after);
    }

    /**
     * A per-interface variable, with rc's rule for unusual characters and {@code ifconfig_DEFAULT}.
     *
     * @param prefix such as {@code ifconfig}
     * @param ifName such as {@code hn0}
     * @param suffix such as {@code _ipv6}, or empty
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it
     */
    Optional<String> interfaceVariable(String prefix, String ifName, String suffix) throws SystemConfigException;

    /**
     * Whether the interface is to be configured by DHCP.
     *
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it
     */
    boolean usesDhcp(String ifName) throws SystemConfigException;

    /**
     * Everything the system's start-up decides about an interface, from its name alone: it need not exist.
     *
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it, or one of the answers cannot be
     *     told
     */
    InterfaceConfig interfaceConfig(String ifName) throws SystemConfigException;

    /**
     * Looks now whether the configuration has changed, for who keeps what was made of its answers: as long as this gives objects that
     * are equal, all answers stay the same. What is asked next is answered from the configuration as it is now.
     */
    default Object version() {
        return new Object();
    }
}
