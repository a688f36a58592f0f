package org.nethook.netif.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;

/**
 * devd(8)'s rule for interfaces that get a link. As {@code service dhclient quietstart IF} it starts a DHCP client where
 * rc.conf wants one for that interface and none runs, and says nothing where not.
 */
final class Devd implements Consumer<String> {
    /** What a shell needs to read rc.conf. */
    private static final Duration SERVICE = Duration.ofMillis(100);

    private static final String SYSTEM = "!system=IFNET subsystem=";
    private static final String TYPE = " type=LINK_UP";

    private final LinkUpRule rule;
    private final SystemConfig rcConf;
    private final Platform platform;
    private final VirtualTime time;

    Devd(LinkUpRule rule, SystemConfig rcConf, Platform platform, VirtualTime time) {
        this.rule = rule;
        this.rcConf = rcConf;
        this.platform = platform;
        this.time = time;
    }

    @Override
    public void accept(String line) {
        if (rule != LinkUpRule.NONE && line.startsWith(SYSTEM) && line.endsWith(TYPE)) {
            String ifName = line.substring(SYSTEM.length(), line.length() - TYPE.length());
            time.after(SERVICE, "service dhclient quietstart " + ifName, () -> quietStart(ifName));
        }
    }

    private void quietStart(String ifName) throws NetifException, SystemConfigException {
        boolean there = platform.query().find(ifName).isPresent();
        boolean wanted = there && (rule == LinkUpRule.BASE || !isPort(ifName)) && rcConf.usesDhcp(ifName);
        if (wanted && !platform.dhcp().isRunning(ifName)) {
            platform.dhcp().start(ifName, DhcpMode.BACKGROUND, List.of());
        }
    }

    private boolean isPort(String ifName) throws NetifException {
        for (Netif netif : platform.query().list()) {
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(ifName)) {
                return true;
            }
        }
        return false;
    }
}
