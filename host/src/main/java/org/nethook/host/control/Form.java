package org.nethook.host.control;

/** How the lines of an answer are written. */
enum Form {
    /** A JSON object a line. */
    JSON,
    /** A letter, then the text: for clients that have no JSON parser, such as a shell. */
    PLAIN;

    /** A line for standard output. */
    String out(String text) {
        return this == PLAIN ? "o" + text : "{\"out\":" + JsonText.quote(text) + "}";
    }

    /** A line for standard error. */
    String err(String text) {
        return this == PLAIN ? "e" + text : "{\"err\":" + JsonText.quote(text) + "}";
    }

    /** The answer takes longer, and is being worked on. */
    String working() {
        return this == PLAIN ? "w" : "{\"working\":true}";
    }

    /** The end of the answer. */
    String status(int status) {
        return this == PLAIN ? "s" + status : "{\"status\":" + status + "}";
    }
}
