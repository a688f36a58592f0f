package org.nethook.dhcpinfo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;
import org.nethook.dhcpinfo.Machine.Member;

/**
 * The answers found so far, good for as long as the machine's interfaces and its configuration are what they were. Both are looked at
 * with each question: a lagg gets a port, and FreeBSD 12 a name, without an event. What is kept is what costs: reading rc.conf as rc
 * does. Usable from any thread.
 */
final class Answers {
    private final Heirs heirs = new Heirs();
    private final Map<String, Answer> known = new HashMap<>();
    private Machine machine;
    private Object version;

    /**
     * The answer for this interface. One that has just left is answered for by its hn, or by its new name; one that is not there by its own
     * configuration, as rc will once it comes.
     *
     * @throws NetifException when there is no such interface and nothing configures one, or the kernel refuses to tell
     * @throws SystemConfigException when it cannot be told whether anything configures one that is not there
     */
    synchronized Answer of(String ifName, PluginContext context) throws NetifException, SystemConfigException {
        look(context);
        Member member = machine.find(heirs.of(ifName, machine));
        if (member != null) {
            return of(member, context);
        }
        if (!Owner.hasConfiguration(ifName, context.systemConfig())) {
            throw new NetifException(
                    "answer for",
                    ifName,
                    "there is no such interface, and the system's configuration does not name it");
        }
        return find(new Member(ifName, "", Optional.empty(), Optional.empty()), context);
    }

    /**
     * Finds all answers after something happened to an interface. Where there is no hn there is nobody who asks, and nothing is looked at
     * until one comes.
     */
    synchronized void prepare(String ifName, PluginContext context) throws NetifException {
        if (machine != null && !machine.hasHn() && !ifName.startsWith("hn")) {
            return;
        }
        look(context);
        if (machine.hasHn()) {
            for (Member member : machine.members()) {
                of(member, context);
            }
        }
    }

    /** An interface has another name now. */
    synchronized void renamed(String before, String after) {
        heirs.put(before, after);
    }

    private void look(PluginContext context) throws NetifException {
        Machine now = Machine.read(context);
        Object configured = context.systemConfig().version();
        if (machine == null || !now.equals(machine) || !configured.equals(version)) {
            known.clear();
        }
        machine = now;
        version = configured;
    }

    private Answer of(Member member, PluginContext context) {
        Answer answer = known.get(member.ifName());
        if (answer == null) {
            answer = find(member, context);
            known.put(member.ifName(), answer);
            if (answer.hn() != null && !member.isHn()) {
                heirs.put(member.ifName(), answer.hn());
            }
        }
        return answer;
    }

    private Answer find(Member member, PluginContext context) {
        Owner owners = new Owner(machine, context.systemConfig());
        String hn = owners.hnOf(member);
        String owner = hn == null ? member.ifName() : hn;
        try {
            owner = owners.of(member);
            return new Answer(owner, hn, context.systemConfig().usesDhcp(owner), "");
        } catch (SystemConfigException e) {
            return new Answer(owner, hn, false, e.getMessage());
        }
    }
}
