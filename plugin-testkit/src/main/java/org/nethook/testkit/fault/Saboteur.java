package org.nethook.testkit.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;

/** Counts the calls that a host makes in all its lives, and makes some of them fail. */
public final class Saboteur {
    private static final int DHCP_CALLS = 1;

    private final Map<Integer, Integer> picks;
    private final List<Integer> refusals = new ArrayList<>();
    private final List<Integer> lives = new ArrayList<>();
    private final StringBuilder done = new StringBuilder();

    /** @param picks the calls that fail, from 1 on, each with the number of one of its errnos */
    public Saboteur(Map<Integer, Integer> picks) {
        this.picks = picks;
    }

    /** How many errnos each call made so far may fail with, in order. */
    public List<Integer> refusals() {
        return refusals;
    }

    /** How many calls had been made when each life of the host began. */
    public List<Integer> lives() {
        return lives;
    }

    /** The host is started. */
    public void lifeBegins() {
        lives.add(refusals.size());
    }

    /**
     * The errno a call fails with, 0 for none.
     *
     * @param what of an ioctl the request, as an unsigned 32-bit number; of a write the type of the routing message; else -1
     */
    public int judge(SystemCall call, long what) {
        int[] errnos = Refusals.of(call, what);
        refusals.add(errnos.length);
        Integer pick = picks.get(refusals.size());
        if (pick == null || errnos.length == 0) {
            return 0;
        }
        int errno = errnos[pick % errnos.length];
        done.append("call ").append(refusals.size()).append(", ").append(call);
        done.append(what < 0 ? "" : " 0x" + Long.toHexString(what));
        done.append(": errno ").append(errno).append('\n');
        return errno;
    }

    /** DHCP clients that are refused as system calls are. */
    public DhcpClients over(DhcpClients clients) {
        return new DhcpClients() {
            @Override
            public boolean isRunning(String ifName) throws NetifException {
                check("look for dhclient", ifName);
                return clients.isRunning(ifName);
            }

            @Override
            public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
                check("start dhclient", ifName);
                clients.start(ifName, mode, flags);
            }

            @Override
            public void stop(String ifName) throws NetifException {
                check("stop dhclient", ifName);
                clients.stop(ifName);
            }
        };
    }

    /** Settings that are refused too, as by a disk that is full. */
    public SystemSettings over(SystemSettings settings) {
        return new SystemSettings() {
            @Override
            public String file(String name) throws NetifException {
                return settings.file(name);
            }

            @Override
            public Optional<String> read(String name) throws NetifException {
                check("read the system's configuration", "");
                return settings.read(name);
            }

            @Override
            public Optional<String> objection(List<VariableChange> changes) {
                return settings.objection(changes);
            }

            @Override
            public void write(List<VariableChange> changes) throws NetifException {
                check("change the system's configuration", "");
                settings.write(changes);
            }
        };
    }

    private void check(String operation, String ifName) throws NetifException {
        refusals.add(DHCP_CALLS);
        if (picks.containsKey(refusals.size())) {
            done.append("call ")
                    .append(refusals.size())
                    .append(", ")
                    .append(operation)
                    .append(' ')
                    .append(ifName);
            done.append('\n');
            throw new NetifException(operation, ifName, "it cannot be done now");
        }
    }

    /** The calls that failed, a line each. */
    @Override
    public String toString() {
        return done.toString();
    }
}
