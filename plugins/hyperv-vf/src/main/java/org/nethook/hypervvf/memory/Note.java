package org.nethook.hypervvf.memory;

/** What is noted of a pair. */
public enum Note {
    /** The hn's name when it was last seen. */
    HN("hn"),
    /** The VF's name when it was last seen. */
    VF("vf"),
    /** The VF's index, which tells it from another that had its name before. */
    INDEX("index"),
    /** The lagg's name when it was last seen; kept until what a DHCP client does to the hn after it is put right. */
    LAGG("lagg"),
    /** Who has the hn's MAC, and who of them the addresses; for whoever looks for an interface by its MAC. */
    MAC("mac"),
    /** That the Hyper-V host's administrators are shown how it is. */
    PUBLISHED("published"),
    /** Why they cannot be; told. */
    UNPUBLISHED("unpublished"),
    /** When a new VF, or a plan that failed, has waited long enough. */
    DUE("due"),
    /** How many plans failed in a row. */
    FAILED("failed"),
    /** Who carried the traffic when that was last looked at. */
    TRAFFIC("traffic"),
    /** When the traffic last moved. */
    MOVED("moved"),
    /** Why nothing is done about the VF; told. */
    REFUSED("refused"),
    /** What pretends to be a VF; told. */
    PRETENDER("pretender"),
    /** Who of the pair has an address or a DHCP client that it should not have; told. */
    GUARD("guard"),
    /** How often the lagg's new DHCP client was looked at. */
    LEASE("lease"),
    /** When a DHCP client on a port was last ended. */
    CLIENT_ENDED("client-ended"),
    /** How often. */
    CLIENTS_ENDED("clients-ended"),
    /** The operator took the hn back, and was told so when a VF came. */
    HELD_TOLD("held-told"),
    /** Since when the VF does not carry the traffic in transparent mode. */
    UNUSED("unused"),
    /** That this was an alarm. */
    ALARM("alarm"),
    /** When the VF last came, left or moved the traffic. */
    TURN("turn"),
    /** Since when such turns are counted, not told. */
    COUNTING("counting"),
    /** How often it left before it was used, not told. */
    LEFT("left"),
    /** How many turns in a row were told. */
    TOLD("told"),
    /** How often the traffic moved, not told. */
    MOVES("moves");

    private final String text;

    Note(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
