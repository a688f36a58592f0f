package org.nethook.host.shims;

import java.util.Optional;

/**
 * What came of one script.
 *
 * @param name its file name
 * @param outcome what came of it
 * @param original the file name of what is kept, or was given back; empty when there is none
 * @param reason why it is refused, in words that end the sentence "hv_get_dns_info ..."; else empty
 */
public record ShimLine(String name, Outcome outcome, Optional<String> original, String reason) {

    /** What can come of a script. */
    public enum Outcome {
        /** It is, or in a dry run would be, put in place. */
        INSTALLED,
        /** It was in place. */
        IN_PLACE,
        /** What was there before is, or in a dry run would be, back. */
        GIVEN_BACK,
        /** Nothing of nethook's was there. */
        NOT_OURS,
        /** Nothing was done, to none of them. */
        REFUSED
    }

    static ShimLine refused(Place place, String reason) {
        return new ShimLine(place.script().fileName(), Outcome.REFUSED, Optional.empty(), reason);
    }
}
