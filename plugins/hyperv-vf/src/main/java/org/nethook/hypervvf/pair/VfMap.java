package org.nethook.hypervvf.pair;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** Which VF belongs to which hn, as sysctl {@code hw.hn.vfmap} tells: {@code vf:hn vf:hn …} (sys/dev/hyperv/netvsc/if_hn.c). */
public final class VfMap {
    private final Map<String, String> hnByVf;

    private VfMap(Map<String, String> hnByVf) {
        this.hnByVf = hnByVf;
    }

    /** Reads the sysctl's value; pairs that are not {@code vf:hn} are left out. */
    public static VfMap parse(String value) {
        Map<String, String> pairs = new LinkedHashMap<>();
        StringTokenizer words = new StringTokenizer(value);
        while (words.hasMoreTokens()) {
            String pair = words.nextToken();
            int colon = pair.indexOf(':');
            if (colon > 0 && colon < pair.length() - 1) {
                pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        return new VfMap(pairs);
    }

    /** The hn that this VF belongs to. */
    public Optional<String> hnOf(String vf) {
        return Optional.ofNullable(hnByVf.get(vf));
    }

    /** The VF of this hn. */
    public Optional<String> vfOf(String hn) {
        for (Map.Entry<String, String> pair : hnByVf.entrySet()) {
            if (pair.getValue().equals(hn)) {
                return Optional.of(pair.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether the interface is one of a pair. */
    public boolean names(String ifName) {
        return hnByVf.containsKey(ifName) || hnByVf.containsValue(ifName);
    }
}
