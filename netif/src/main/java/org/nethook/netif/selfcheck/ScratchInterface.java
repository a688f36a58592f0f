package org.nethook.netif.selfcheck;

import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** Creates an interface of its own, brings it up and destroys it; every other interface is left alone. */
final class ScratchInterface implements SelfCheck {
    /** Numbers nobody gives by hand. */
    private static final int FIRST = 9001;

    private static final int TRIES = 100;

    private final ServiceChecks.Services services;
    private final String prefix;
    private final ServiceChecks.Change create;
    private final ServiceChecks.Change destroy;
    private final String remedy;

    ScratchInterface(
            ServiceChecks.Services services,
            String prefix,
            ServiceChecks.Change create,
            ServiceChecks.Change destroy,
            String remedy) {
        this.services = services;
        this.prefix = prefix;
        this.create = create;
        this.destroy = destroy;
        this.remedy = remedy;
    }

    @Override
    public String name() {
        return "scratch";
    }

    @Override
    public Finding run() {
        String ifName;
        try {
            ifName = createFree();
        } catch (NetifException e) {
            return Finding.failed(e.getMessage(), remedy);
        }
        String problem = use(ifName);
        String left = remove(ifName);
        if (!left.isEmpty()) {
            return Finding.failed(
                    (problem.isEmpty() ? "" : problem + "; ") + left,
                    "destroy " + ifName + " by hand, and report this output");
        }
        return problem.isEmpty()
                ? Finding.ok("created " + ifName + ", brought it up, destroyed it")
                : Finding.failed(problem + "; " + ifName + " was destroyed again", "report this output");
    }

    /** Only the kernel knows which names are free, so it is asked to create, never to create or take what is there. */
    private String createFree() throws NetifException {
        for (int i = 0; ; i++) {
            String ifName = prefix + (FIRST + i);
            try {
                create.make(ifName);
                return ifName;
            } catch (NetifException e) {
                boolean taken = e.errno().isPresent() && e.errno().get().name().equals("EEXIST");
                if (!taken || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What went wrong; empty for nothing. */
    private String use(String ifName) {
        try {
            services.control().setUp(ifName, true);
            Optional<Netif> seen = services.query().find(ifName);
            if (seen.isEmpty()) {
                return "created " + ifName + ", but it is not among the interfaces";
            }
            return seen.get().isUp() ? "" : "brought up " + ifName + ", but it is down";
        } catch (NetifException e) {
            return e.getMessage();
        }
    }

    /** What is left behind; empty for nothing. */
    private String remove(String ifName) {
        try {
            destroy.make(ifName);
            return services.query().find(ifName).isEmpty() ? "" : "destroyed " + ifName + ", but it is still there";
        } catch (NetifException e) {
            return e.getMessage() + ": " + ifName + " may be left behind";
        }
    }
}
