package org.nethook.netif.freebsd.rc.sh;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.rc.sh.ShWord.Opaque;
import org.nethook.netif.freebsd.rc.sh.ShWord.Text;

/** Reads blanks, operators, words and here-documents of sh. The grammar is {@link ShParser}'s. */
public final class ShScanner {
    private static final String METACHARACTERS = " \t\n;&|<>()";
    private final String text;
    private final List<HereDocument> pending = new ArrayList<>();
    private int position;
    private int line = 1;

    private record HereDocument(String end, boolean literal, boolean stripTabs, int line, List<ShWord> effects) {}

    /** Scans a text; like sh, it drops NUL characters. */
    public ShScanner(String text) {
        this.text = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /** The next character, or 0 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
    }

    char next() {
        char c = text.charAt(position++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    boolean at(String expected) {
        return text.startsWith(expected, position);
    }

    /** Takes the expected characters if they come next. */
    boolean take(String expected) {
        if (!at(expected)) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            next();
        }
        return true;
    }

    int position() {
        return position;
    }

    String since(int start) {
        return text.substring(start, position);
    }

    /** The next characters. */
    String ahead(int length) {
        return text.substring(position, position + length);
    }

    /** Skips blanks, continued lines and a comment. */
    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || at("\\\n")) {
            if (next() == '\\') {
                next();
            }
        }
        if (peek() == '#') {
            int end = text.indexOf('\n', position);
            position = end < 0 ? text.length() : end;
        }
    }

    /** Takes a line end and the here-documents that were announced before it. */
    void takeLineEnd() {
        next();
        for (HereDocument document : pending) {
            readHereDocument(document);
        }
        pending.clear();
    }

    /** Whether a word can begin here. */
    boolean atWord() {
        return !atEnd() && METACHARACTERS.indexOf(peek()) < 0;
    }

    /** Reads a word, up to a blank or an operator. */
    ShWord word() throws ShSyntaxException {
        int start = line;
        ShWordReader reader = new ShWordReader(this);
        while (atWord()) {
            reader.readPiece();
        }
        return new ShWord(reader.parts(), start);
    }

    /** Announces a here-document; what expanding it may do is added to the effects when its text is read. */
    void announceHereDocument(ShWord end, boolean stripTabs, List<ShWord> effects) throws ShSyntaxException {
        boolean literal = false;
        for (ShWord.Part part : end.parts()) {
            literal |= part instanceof Text piece && piece.quoted();
        }
        if (end.literal() == null) {
            throw new ShSyntaxException(end.line(), "a here-document must end with a plain word");
        }
        pending.add(new HereDocument(end.literal(), literal, stripTabs, end.line(), effects));
    }

    private void readHereDocument(HereDocument document) {
        boolean expands = false;
        while (!atEnd()) {
            int start = position;
            while (!atEnd() && peek() != '\n') {
                next();
            }
            String content = since(start);
            if (!atEnd()) {
                next();
            }
            int tabs = 0;
            while (document.stripTabs && tabs < content.length() && content.charAt(tabs) == '\t') {
                tabs++;
            }
            if (content.substring(tabs).equals(document.end)) {
                break;
            }
            expands |= content.indexOf('$') >= 0 || content.indexOf('`') >= 0;
        }
        if (expands && !document.literal) {
            document.effects.add(
                    new ShWord(List.of(new Opaque("a here-document with expansions", true)), document.line));
        }
    }
}
