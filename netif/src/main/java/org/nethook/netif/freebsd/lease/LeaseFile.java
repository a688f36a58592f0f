package org.nethook.netif.freebsd.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.DhcpLease;

/** Reads dhclient.leases(5), a log: of an interface's leases the last one counts (sbin/dhclient, clparse.c). */
public final class LeaseFile {
    private LeaseFile() {}

    /**
     * The last lease of this interface that is whole and has an address. One that dhclient is just writing is not whole.
     *
     * @param text the file, a byte a character
     */
    public static Optional<DhcpLease> last(String text, String ifName) {
        LeaseWords words = new LeaseWords(text);
        Optional<DhcpLease> last = Optional.empty();
        String before = "";
        for (String word = words.next(); word != null; word = words.next()) {
            if (word.equals("{")) {
                LeaseFields fields = block(words);
                if (fields != null && before.equals("lease") && fields.isOf(ifName)) {
                    Optional<DhcpLease> lease = fields.lease();
                    last = lease.isPresent() ? lease : last;
                }
            }
            before = word;
        }
        return last;
    }

    /** What stands in braces, the first of which was read; null when the file ends before them. */
    private static LeaseFields block(LeaseWords words) {
        LeaseFields fields = new LeaseFields();
        List<String> statement = new ArrayList<>();
        for (String word = words.next(); word != null; word = words.next()) {
            if (word.equals("}")) {
                return fields;
            } else if (word.equals(";")) {
                fields.take(statement);
                statement.clear();
            } else if (!word.equals(",")) {
                statement.add(word);
            }
        }
        return null;
    }
}
