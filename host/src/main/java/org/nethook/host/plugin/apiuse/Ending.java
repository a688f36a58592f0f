package org.nethook.host.plugin.apiuse;

/**
 * What becomes of a type or member that plugins had better not use any more.
 *
 * @param stage how far it is
 * @param since the version from which on
 * @param instead what its Javadoc says to do; empty when it says nothing
 */
public record Ending(Stage stage, String since, String instead) {

    /** What a host does with a plugin that uses it. */
    public enum Stage {
        /** Deprecated: a warning. */
        DEPRECATED,
        /** Deprecated for removal, in this version for the first time: a warning, and the next version refuses. */
        LAST,
        /** Deprecated for removal in a version before this one: refused. */
        REFUSED,
        /** Not there any more: refused. */
        GONE
    }

    /** Whether a plugin that uses it is not loaded. */
    public boolean isRefused() {
        return stage == Stage.REFUSED || stage == Stage.GONE;
    }

    /** How a sentence ends that begins with what it is, and "which ". */
    public String inWords() {
        String what;
        String then;
        switch (stage) {
            case GONE:
                what = "is gone since nethook ";
                then = "";
                break;
            case REFUSED:
                what = "is deprecated for removal since nethook ";
                then = "; it is refused from this version on";
                break;
            case LAST:
                what = "is deprecated for removal since nethook ";
                then = "; the next version refuses it";
                break;
            default:
                what = "is deprecated since nethook ";
                then = "; it is refused one version after it is deprecated for removal, which it is not yet";
                break;
        }
        return what + since + (instead.isEmpty() ? "" : ": " + instead) + then;
    }
}
