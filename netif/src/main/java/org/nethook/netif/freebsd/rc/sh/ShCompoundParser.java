package org.nethook.netif.freebsd.rc.sh;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.rc.sh.ShCommand.If;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Isolated;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Sequence;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Uncertain;

/** The compound commands of sh(1): groups, if, loops and case. */
final class ShCompoundParser {
    private final ShParser parser;
    private final ShScanner scanner;

    ShCompoundParser(ShParser parser, ShScanner scanner) {
        this.parser = parser;
        this.scanner = scanner;
    }

    /** Parses the compound command that stands here, or returns null. */
    ShCommand parse(String reserved) throws ShSyntaxException {
        int start = scanner.line();
        if (scanner.peek() == '(') {
            scanner.next();
            parser.parseList(")", start);
            scanner.next();
            return new Isolated(start);
        }
        if (reserved == null) {
            return null;
        }
        switch (reserved) {
            case "{":
                scanner.take(reserved);
                Sequence group = parser.parseList("}", start);
                scanner.take("}");
                return group;
            case "if":
                scanner.take(reserved);
                return parseIf(start);
            case "while":
            case "until":
                scanner.take(reserved);
                Sequence condition = parser.parseList("do", start);
                return new Uncertain(start, reserved, List.of(), List.of(), List.of(condition, parseLoopBody(start)));
            case "for":
                scanner.take(reserved);
                return parseFor(start);
            case "case":
                scanner.take(reserved);
                return parseCase(start);
            default:
                return null;
        }
    }

    private ShCommand parseIf(int start) throws ShSyntaxException {
        Sequence condition = parser.parseList("then", start);
        scanner.take("then");
        Sequence then = parser.parseList(List.of("fi", "else", "elif"), start);
        int line = scanner.line();
        if (parser.takeReserved("elif")) {
            return new If(start, condition, then, parseIf(line));
        }
        Sequence otherwise = null;
        if (parser.takeReserved("else")) {
            otherwise = parser.parseList("fi", line);
        }
        scanner.take("fi");
        return new If(start, condition, then, otherwise);
    }

    private Sequence parseLoopBody(int start) throws ShSyntaxException {
        if (!parser.takeReserved("do")) {
            throw parser.unexpected();
        }
        Sequence body = parser.parseList("done", start);
        scanner.take("done");
        return body;
    }

    private ShCommand parseFor(int start) throws ShSyntaxException {
        String name = readPlainWord();
        if (!ShWord.isName(name)) {
            throw new ShSyntaxException(start, "syntax error: \"" + name + "\" cannot be a variable of for");
        }
        List<ShWord> words = new ArrayList<>();
        parser.skipLines();
        if (parser.takeReserved("in")) {
            for (scanner.skipBlanks(); scanner.atWord(); scanner.skipBlanks()) {
                words.add(scanner.word());
            }
            if (scanner.peek() != ';' && scanner.peek() != '\n') {
                throw parser.unexpected();
            }
        }
        scanner.take(";");
        parser.skipLines();
        return new Uncertain(start, "for", List.of(name), words, List.of(parseLoopBody(start)));
    }

    private ShCommand parseCase(int start) throws ShSyntaxException {
        scanner.skipBlanks();
        if (!scanner.atWord()) {
            throw parser.unexpected();
        }
        List<ShWord> words = new ArrayList<>();
        words.add(scanner.word());
        parser.skipLines();
        if (!parser.takeReserved("in")) {
            throw parser.unexpected();
        }
        List<ShCommand> branches = new ArrayList<>();
        while (true) {
            parser.skipLines();
            if (parser.takeReserved("esac")) {
                return new Uncertain(start, "case", List.of(), words, branches);
            }
            scanner.take("(");
            parsePatterns(words);
            branches.add(parser.parseList(List.of("esac", ";;", ";&"), start));
            if (!scanner.take(";;")) {
                scanner.take(";&");
            }
        }
    }

    private void parsePatterns(List<ShWord> words) throws ShSyntaxException {
        do {
            scanner.skipBlanks();
            if (!scanner.atWord()) {
                throw parser.unexpected();
            }
            words.add(scanner.word());
            scanner.skipBlanks();
        } while (scanner.take("|"));
        if (!scanner.take(")")) {
            throw parser.unexpected();
        }
    }

    private String readPlainWord() throws ShSyntaxException {
        scanner.skipBlanks();
        if (!scanner.atWord()) {
            throw parser.unexpected();
        }
        String text = scanner.word().bareText();
        return text == null ? "" : text;
    }
}
