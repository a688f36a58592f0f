package org.nethook.host.resident.lane;

import java.util.Map;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;

/**
 * What an event says something about. Of two pending events of one kind in one lane the newer says all there is to know, so
 * it takes the older one's place. {@link #NONE} is never replaced, and no event is replaced across one of that kind.
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>events</th><th>kind</th></tr>
 * <tr><td>LINK_UP, LINK_DOWN</td><td>the link</td></tr>
 * <tr><td>VF_UP, VF_DOWN</td><td>the datapath</td></tr>
 * <tr><td>ADDR_ADD, ADDR_DEL</td><td>this address</td></tr>
 * <tr><td>ATTACH, IFATTACH, DETACH, RENAME</td><td>NONE</td></tr>
 * <tr><td>any other</td><td>all it says: only an exact repetition is replaced</td></tr>
 * </table>
 */
sealed interface Kind {
    /** Of events that each count. */
    Kind NONE = Fixed.NONE;

    /** The kind of an event. */
    static Kind of(InterfaceEvent event, EventType type) {
        return switch (type) {
            case LINK_UP, LINK_DOWN -> Fixed.LINK;
            case VF_UP, VF_DOWN -> Fixed.DATAPATH;
            case ADDR_ADD, ADDR_DEL -> new Address(event.data().getOrDefault("address", ""));
            case ATTACH, IFATTACH, DETACH, RENAME -> NONE;
            case OTHER -> new Other(event.system(), event.subsystem(), event.type(), event.data());
        };
    }

    /** Whether {@code later} takes back what {@code earlier} said, so that hooks not yet told of that are not told any more. */
    static boolean takesBack(EventType later, EventType earlier) {
        return switch (later) {
            case LINK_DOWN -> earlier == EventType.LINK_UP;
            case VF_DOWN -> earlier == EventType.VF_UP;
            case DETACH -> earlier == EventType.LINK_UP || earlier == EventType.VF_UP || earlier == EventType.ADDR_ADD;
            default -> false;
        };
    }

    /** Kinds without further distinction. */
    enum Fixed implements Kind {
        NONE,
        LINK,
        DATAPATH
    }

    /** One address of the interface. Compared by hand: with all that wait, at each event of its kind. */
    record Address(String address) implements Kind {
        @Override
        public boolean equals(Object other) {
            return other instanceof Address that && address.equals(that.address);
        }

        @Override
        public int hashCode() {
            return address.hashCode();
        }
    }

    /** An event nethook has no name for. */
    record Other(String system, String subsystem, String type, Map<String, String> data) implements Kind {}
}
