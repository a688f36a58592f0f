package org.nethook.ipinjection.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a request in either dialect: as hv_kvp_daemon writes it (contrib/hyperv/tools/hv_kvp_daemon.c, kvp_set_ip_info), or
 * as the header of base's script describes it. A file is of one dialect, has each key once, and no key that is not known.
 */
public final class RequestParser {
    private RequestParser() {}

    /**
     * Reads a whole file.
     *
     * @throws BadRequestException when it is anything else than a well-formed request; no other exception is thrown, whatever
     *     the bytes are
     */
    public static Request parse(byte[] bytes) throws BadRequestException {
        List<Given<String>> entries = Entries.read(bytes);
        Map<String, Given<String>> byKey = new HashMap<>();
        Given<String> ofDaemon = null;
        Given<String> ofHeader = null;
        for (Given<String> entry : entries) {
            Given<String> before = byKey.put(entry.key(), entry);
            if (before != null) {
                throw new BadRequestException(
                        entry.line(),
                        entry.key() + " stands in line " + before.line() + " already; allowed is each key once");
            }
            if (DaemonDialect.isItsOwn(entry.key())) {
                ofDaemon = entry;
            } else if (HeaderDialect.isItsOwn(entry.key())) {
                ofHeader = entry;
            } else if (!isOfBoth(entry.key())) {
                throw new BadRequestException(
                        entry.line(),
                        entry.key() + " is no known key; allowed are " + DaemonDialect.KEYS + "; or "
                                + HeaderDialect.KEYS);
            }
            if (ofDaemon != null && ofHeader != null) {
                throw new BadRequestException(
                        entry.line(),
                        ofDaemon.key() + " and " + ofHeader.key() + " do not stand in one file; allowed are "
                                + DaemonDialect.KEYS + "; or " + HeaderDialect.KEYS);
            }
        }
        return ofDaemon == null ? new HeaderDialect(byKey).read() : new DaemonDialect(byKey).read();
    }

    private static boolean isOfBoth(String key) {
        return key.equals("HWADDR") || key.equals("IF_NAME") || key.equals("GATEWAY") || key.equals("DHCP");
    }

    static Given<String> required(Map<String, Given<String>> byKey, String key) throws BadRequestException {
        Given<String> given = byKey.get(key);
        if (given == null) {
            throw new BadRequestException("there is no line " + key + "=, which is needed");
        }
        return given;
    }
}
