package org.nethook.host.resident.lane;

/** Is told that events are being dropped; once per lane until that lane was told anew. Must not block. */
@FunctionalInterface
public interface Overflow {

    /** @param lane where; {@link Lanes#EVERYTHING} when it is not known what was lost */
    void dropped(String lane);
}
