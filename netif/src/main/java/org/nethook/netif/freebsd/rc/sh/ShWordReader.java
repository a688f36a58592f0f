package org.nethook.netif.freebsd.rc.sh;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.rc.sh.ShWord.Opaque;
import org.nethook.netif.freebsd.rc.sh.ShWord.Parameter;
import org.nethook.netif.freebsd.rc.sh.ShWord.Part;
import org.nethook.netif.freebsd.rc.sh.ShWord.Text;

/** Reads the pieces of one word: plain and quoted text, references and substitutions. */
final class ShWordReader {
    private static final String SPECIAL_PARAMETERS = "@*#?-$!";
    private final ShScanner scanner;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();

    ShWordReader(ShScanner scanner) {
        this.scanner = scanner;
    }

    /** What has been read. */
    List<Part> parts() {
        flush(false);
        return parts;
    }

    private void flush(boolean quoted) {
        if (plain.length() > 0) {
            parts.add(new Text(plain.toString(), quoted));
            plain.setLength(0);
        }
    }

    private void add(Part part) {
        flush(false);
        parts.add(part);
    }

    /** Reads one character outside quotes, or one quoted text or reference. */
    void readPiece() throws ShSyntaxException {
        int start = scanner.line();
        char c = scanner.next();
        switch (c) {
            case '\'':
                flush(false);
                while (scanner.peek() != '\'') {
                    plain.append(nextInside(start, "a quoted text"));
                }
                scanner.next();
                quoted();
                break;
            case '"':
                readDoubleQuotes(start);
                break;
            case '\\':
                if (scanner.atEnd()) {
                    plain.append('\\');
                } else if (scanner.peek() == '\n') {
                    scanner.next();
                } else {
                    flush(false);
                    plain.append(scanner.next());
                    flush(true);
                }
                break;
            case '$':
                readDollar(start, false);
                break;
            case '`':
                readBackquotes(start, false);
                break;
            default:
                plain.append(c);
        }
    }

    private char nextInside(int start, String what) throws ShSyntaxException {
        if (scanner.atEnd()) {
            throw new ShSyntaxException(start, what + " is not closed");
        }
        return scanner.next();
    }

    /** Ends a quoted text, which counts even when it is empty. */
    private void quoted() {
        parts.add(new Text(plain.toString(), true));
        plain.setLength(0);
    }

    private void readDoubleQuotes(int start) throws ShSyntaxException {
        flush(false);
        while (true) {
            char c = nextInside(start, "a quoted text");
            if (c == '"') {
                quoted();
                return;
            }
            readInQuotes(c, start);
        }
    }

    private void readInQuotes(char c, int start) throws ShSyntaxException {
        if (c == '\\') {
            char escaped = nextInside(start, "a quoted text");
            if (escaped != '\n') {
                if ("$`\"\\".indexOf(escaped) < 0) {
                    plain.append('\\');
                }
                plain.append(escaped);
            }
        } else if (c == '$') {
            flush(true);
            readDollar(start, true);
        } else if (c == '`') {
            flush(true);
            readBackquotes(start, true);
        } else {
            plain.append(c);
        }
    }

    private void readDollar(int start, boolean quoted) throws ShSyntaxException {
        while (scanner.take("\\\n")) {
            // The line goes on; sh looks at what follows as if it stood here.
            continue;
        }
        char c = scanner.peek();
        if (c == '(') {
            scanner.next();
            if (scanner.peek() == '(') {
                skipArithmetic(start);
                add(new Opaque("arithmetic", true));
            } else {
                new ShParser(scanner).parseSubstitution(start);
                add(new Opaque("the output of a command", false));
            }
        } else if (c == '{') {
            scanner.next();
            readBraces(start, quoted);
        } else if (ShWord.isNameCharacter(c, true)) {
            add(new Parameter(readName(), "", null, quoted));
        } else if (c >= '0' && c <= '9' || c != 0 && SPECIAL_PARAMETERS.indexOf(c) >= 0) {
            scanner.next();
            add(new Parameter(String.valueOf(c), "", null, quoted));
        } else if (c == '\'' && !quoted) {
            scanner.next();
            for (c = nextInside(start, "a quoted text"); c != '\''; c = nextInside(start, "a quoted text")) {
                if (c == '\\') {
                    nextInside(start, "a quoted text");
                }
            }
            add(new Opaque("a text with C escapes", false));
        } else {
            plain.append('$');
        }
    }

    /** Reads a name, which may be continued on a next line. */
    private String readName() {
        StringBuilder name = new StringBuilder();
        while (ShWord.isNameCharacter(scanner.peek(), name.length() == 0) || scanner.at("\\\n")) {
            if (!scanner.take("\\\n")) {
                name.append(scanner.next());
            }
        }
        return name.toString();
    }

    /** What follows <code>${</code>. */
    private void readBraces(int start, boolean quoted) throws ShSyntaxException {
        String name = readName();
        if (name.isEmpty()) {
            int from = scanner.position();
            while (scanner.peek() >= '0' && scanner.peek() <= '9') {
                scanner.next();
            }
            name = scanner.since(from);
        }
        String operator = name.isEmpty() ? "unknown" : readOperator();
        List<Part> word = new ArrayList<>();
        int line = scanner.line();
        boolean odd = operator.equals("unknown");
        ShWordReader reader = new ShWordReader(scanner);
        while (scanner.peek() != '}') {
            if (scanner.atEnd()) {
                throw new ShSyntaxException(start, "${" + name + " is not closed");
            }
            if (quoted) {
                if (scanner.peek() == '"' || scanner.peek() == '\'') {
                    throw new ShSyntaxException(scanner.line(), "nethook does not read quotes in a quoted ${" + name);
                }
                reader.readInQuotes(scanner.next(), start);
            } else {
                reader.readPiece();
            }
        }
        scanner.next();
        reader.flush(quoted);
        word.addAll(reader.parts);
        if (odd || operator.isEmpty() && !word.isEmpty()) {
            add(new Opaque("this form of ${" + name + "}", true));
        } else {
            add(new Parameter(name, operator, operator.isEmpty() ? null : new ShWord(word, line), quoted));
        }
    }

    private String readOperator() {
        String[] operators = {":-", ":=", ":+", ":?", "-", "=", "+", "?", "%%", "%", "##", "#"};
        for (String operator : operators) {
            if (scanner.take(operator)) {
                return operator;
            }
        }
        return scanner.peek() == '}' ? "" : "unknown";
    }

    private void skipArithmetic(int start) throws ShSyntaxException {
        int depth = 1;
        while (depth > 0) {
            char c = nextInside(start, "$((");
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
    }

    private void readBackquotes(int start, boolean quoted) throws ShSyntaxException {
        StringBuilder command = new StringBuilder();
        for (char c = nextInside(start, "`"); c != '`'; c = nextInside(start, "`")) {
            if (c == '\\') {
                char escaped = nextInside(start, "`");
                if (escaped != '`' && escaped != '\\' && escaped != '$' && !(quoted && escaped == '"')) {
                    command.append('\\');
                }
                c = escaped;
            }
            command.append(c);
        }
        for (ShCommand inner : new ShParser(new ShScanner(command.toString())).parseFile()) {
            if (inner instanceof ShCommand.Broken broken) {
                throw new ShSyntaxException(start, broken.message());
            }
        }
        add(new Opaque("the output of a command", false));
    }
}
