package org.nethook.netif.freebsd.rc.sh;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.rc.sh.ShCommand.AndOr;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Assignment;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Broken;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Function;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Isolated;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Not;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Sequence;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Simple;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Uncertain;

/** The grammar of sh(1) up to lists, pipes and simple commands; {@link ShCompoundParser} has the rest. */
public final class ShParser {
    private static final String RESERVED_CHARACTERS = "abcdefghijklmnopqrstuvwxyz!{}";
    private static final List<String> CLOSING = List.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
    private final ShScanner scanner;
    private final ShCompoundParser compounds;

    public ShParser(ShScanner scanner) {
        this.scanner = scanner;
        this.compounds = new ShCompoundParser(this, scanner);
    }

    /**
     * Parses a whole file, line by line as sh does: what stands before a syntax error has run when the shell ends on it.
     *
     * @return the lines' commands; the last is {@link Broken} when there is a syntax error
     */
    public List<ShCommand> parseFile() {
        List<ShCommand> lines = new ArrayList<>();
        try {
            for (skipLines(); !scanner.atEnd(); skipLines()) {
                lines.add(parseLine());
            }
        } catch (ShSyntaxException e) {
            lines.add(new Broken(e.line(), e.getMessage()));
        }
        return lines;
    }

    private ShCommand parseLine() throws ShSyntaxException {
        List<ShCommand> commands = new ArrayList<>();
        int start = scanner.line();
        while (true) {
            boolean separated = parseListItem(commands);
            scanner.skipBlanks();
            if (scanner.atEnd()) {
                break;
            }
            if (scanner.peek() == '\n') {
                scanner.takeLineEnd();
                break;
            }
            if (!separated) {
                throw unexpected();
            }
        }
        return new Sequence(start, commands);
    }

    /** What stands in <code>$( … )</code>, the first parenthesis taken; the last one is taken here. */
    void parseSubstitution(int start) throws ShSyntaxException {
        parseList(")", start);
        scanner.next();
    }

    /** Commands up to one of the closing words or operators, which stays. */
    Sequence parseList(String closing, int start) throws ShSyntaxException {
        return parseList(List.of(closing), start);
    }

    Sequence parseList(List<String> closing, int start) throws ShSyntaxException {
        List<ShCommand> commands = new ArrayList<>();
        boolean separated = true;
        while (true) {
            separated |= skipLines();
            if (scanner.atEnd()) {
                throw new ShSyntaxException(start, "there is no \"" + closing.get(0) + "\" for what begins here");
            }
            if (closes(closing)) {
                return new Sequence(start, commands);
            }
            if (!separated) {
                throw unexpected();
            }
            separated = parseListItem(commands);
        }
    }

    private boolean closes(List<String> closing) {
        String reserved = peekReserved();
        for (String end : closing) {
            boolean operator = end.charAt(0) == ';' || end.charAt(0) == ')';
            if (operator ? scanner.at(end) : end.equals(reserved)) {
                return true;
            }
        }
        return false;
    }

    /** Adds one list item, and tells whether a separator other than a line end followed it. */
    private boolean parseListItem(List<ShCommand> commands) throws ShSyntaxException {
        int start = scanner.line();
        ShCommand command = parseAndOr();
        scanner.skipBlanks();
        if (scanner.peek() == '&') {
            scanner.next();
            commands.add(new Isolated(start));
            return true;
        }
        commands.add(command);
        if (scanner.peek() == ';' && scanner.peek(1) != ';' && scanner.peek(1) != '&') {
            scanner.next();
            return true;
        }
        return false;
    }

    private ShCommand parseAndOr() throws ShSyntaxException {
        ShCommand left = parsePipeline();
        while (true) {
            scanner.skipBlanks();
            boolean and = scanner.at("&&");
            if (!and && !scanner.at("||")) {
                return left;
            }
            scanner.take(and ? "&&" : "||");
            skipLines();
            left = new AndOr(left.line(), left, and, parsePipeline());
        }
    }

    private ShCommand parsePipeline() throws ShSyntaxException {
        scanner.skipBlanks();
        int start = scanner.line();
        if (takeReserved("!")) {
            return new Not(start, parsePipeline());
        }
        ShCommand command = parseCommand();
        scanner.skipBlanks();
        boolean piped = false;
        while (scanner.peek() == '|' && scanner.peek(1) != '|') {
            scanner.next();
            skipLines();
            parseCommand();
            scanner.skipBlanks();
            piped = true;
        }
        // FreeBSD's sh gives each command of a pipe a process of its own, the last one too.
        return piped ? new Isolated(start) : command;
    }

    /** One command with its redirections. */
    ShCommand parseCommand() throws ShSyntaxException {
        scanner.skipBlanks();
        int start = scanner.line();
        String reserved = peekReserved();
        if (reserved != null && CLOSING.contains(reserved)) {
            throw unexpected();
        }
        ShCommand compound = compounds.parse(reserved);
        if (compound == null) {
            return parseSimple(start);
        }
        List<ShWord> redirects = new ArrayList<>();
        scanner.skipBlanks();
        while (parseRedirect(redirects)) {
            scanner.skipBlanks();
        }
        return redirects.isEmpty() || compound instanceof Isolated
                ? compound
                : new Uncertain(start, "a redirection", List.of(), redirects, List.of(compound));
    }

    private ShCommand parseSimple(int start) throws ShSyntaxException {
        List<Assignment> assignments = new ArrayList<>();
        List<ShWord> words = new ArrayList<>();
        List<ShWord> redirects = new ArrayList<>();
        int from = scanner.position();
        for (scanner.skipBlanks(); ; scanner.skipBlanks()) {
            if (parseRedirect(redirects)) {
                continue;
            }
            if (!scanner.atWord()) {
                break;
            }
            int begin = scanner.position();
            ShWord word = scanner.word();
            Assignment assignment = words.isEmpty() ? assignment(word, begin, scanner.position()) : null;
            if (assignment != null) {
                assignments.add(assignment);
            } else {
                words.add(word);
            }
        }
        if (scanner.position() == from) {
            throw unexpected();
        }
        if (scanner.peek() == '(') {
            if (words.size() == 1 && assignments.isEmpty() && redirects.isEmpty()) {
                return parseFunction(words.get(0), start);
            }
            throw unexpected();
        }
        return new Simple(start, assignments, words, redirects);
    }

    private ShCommand parseFunction(ShWord name, int start) throws ShSyntaxException {
        scanner.next();
        scanner.skipBlanks();
        if (!scanner.take(")") || name.bareText() == null) {
            throw unexpected();
        }
        skipLines();
        return new Function(start, name.bareText(), parseCommand());
    }

    private static Assignment assignment(ShWord word, int start, int end) {
        if (!word.parts().isEmpty() && word.parts().get(0) instanceof ShWord.Text first && !first.quoted()) {
            int equals = first.text().indexOf('=');
            if (equals > 0 && ShWord.isName(first.text().substring(0, equals))) {
                List<ShWord.Part> value = new ArrayList<>(word.parts());
                value.set(0, new ShWord.Text(first.text().substring(equals + 1), false));
                return new Assignment(first.text().substring(0, equals), new ShWord(value, word.line()), start, end);
            }
        }
        return null;
    }

    /** Takes a redirection, and adds its target where it could fail or have effects. */
    private boolean parseRedirect(List<ShWord> risky) throws ShSyntaxException {
        int digits = 0;
        while (scanner.peek(digits) >= '0' && scanner.peek(digits) <= '9') {
            digits++;
        }
        if (scanner.peek(digits) != '<' && scanner.peek(digits) != '>') {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            scanner.next();
        }
        String[] operators = {"<<-", "<<", "<&", "<>", ">>", ">&", ">|", "<", ">"};
        String operator = "";
        for (int i = 0; operator.isEmpty(); i++) {
            operator = scanner.take(operators[i]) ? operators[i] : "";
        }
        scanner.skipBlanks();
        if (!scanner.atWord()) {
            throw unexpected();
        }
        ShWord target = scanner.word();
        if (operator.startsWith("<<")) {
            scanner.announceHereDocument(target, operator.equals("<<-"), risky);
        } else {
            String name = target.literal();
            boolean descriptor = operator.endsWith("&");
            boolean safe =
                    descriptor ? "0".equals(name) || "1".equals(name) || "2".equals(name) : "/dev/null".equals(name);
            if (!safe) {
                risky.add(target);
            }
        }
        return true;
    }

    /** Skips line ends, blanks and comments; whether there was a line end. */
    boolean skipLines() {
        boolean any = false;
        for (scanner.skipBlanks(); scanner.peek() == '\n'; scanner.skipBlanks()) {
            scanner.takeLineEnd();
            any = true;
        }
        return any;
    }

    /** The word that stands here if it could be a reserved one, or null; it is not taken. */
    String peekReserved() {
        int length = 0;
        while (RESERVED_CHARACTERS.indexOf(scanner.peek(length)) >= 0) {
            length++;
        }
        char end = scanner.peek(length);
        return length > 0 && (end == 0 || " \t\n;&|<>()".indexOf(end) >= 0) ? scanner.ahead(length) : null;
    }

    /** Takes a reserved word if it stands here. */
    boolean takeReserved(String word) {
        return word.equals(peekReserved()) && scanner.take(word);
    }

    ShSyntaxException unexpected() {
        String what = scanner.atEnd()
                ? "the end of the file"
                : scanner.peek() == '\n' ? "the end of the line" : "\"" + scanner.peek() + "\"";
        return new ShSyntaxException(scanner.line(), "syntax error: " + what + " is not expected here");
    }
}
