package org.nethook.netif.freebsd.rc.sh;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShWord.Opaque;
import org.nethook.netif.freebsd.rc.sh.ShWord.Parameter;
import org.nethook.netif.freebsd.rc.sh.ShWord.Part;
import org.nethook.netif.freebsd.rc.sh.ShWord.Text;

/** Expands words: references, quotes, and the splitting of unquoted results. */
public final class ShExpansion {
    private final ShVariables variables;
    private String file = "";
    private String service;
    private String doubt;

    private record Piece(String text, boolean quoted, boolean splits) {}

    public ShExpansion(ShVariables variables) {
        this.variables = variables;
    }

    /** Where the words stand. The service's name is {@code $1} in its own files, null elsewhere. */
    public void enter(String newFile, String newService) {
        this.file = newFile;
        this.service = newService;
    }

    String file() {
        return file;
    }

    String service() {
        return service;
    }

    /** A place for people. */
    String where(int line) {
        return file + " line " + line;
    }

    /** Why it is not certain that what is expanded next runs at all, or null when it does. */
    String doubt() {
        return doubt;
    }

    void doubt(String reason) {
        this.doubt = reason;
    }

    /**
     * A word as one text, as the value of an assignment is.
     *
     * @throws UndecidedException when the text cannot be decided
     * @throws SystemConfigException when rc's shell would or might end here
     */
    String text(ShWord word) throws UndecidedException, SystemConfigException {
        List<Piece> pieces = new ArrayList<>();
        expand(word, false, pieces);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < word.parts().size(); i++) {
            Part part = word.parts().get(i);
            if (part instanceof Text text && !text.quoted()) {
                if (i == 0 && text.text().startsWith("~") || text.text().contains(":~")) {
                    throw new UndecidedException(where(word.line()) + ": ~ stands for a home directory");
                }
            }
        }
        for (Piece piece : pieces) {
            all.append(piece.text);
        }
        return all.toString();
    }

    /** Words as a command gets them; throws as {@link #text}. */
    public List<String> fields(List<ShWord> words) throws UndecidedException, SystemConfigException {
        List<String> fields = new ArrayList<>();
        UndecidedException first = null;
        for (ShWord word : words) {
            try {
                List<Piece> pieces = new ArrayList<>();
                expand(word, false, pieces);
                split(word, pieces, fields);
            } catch (UndecidedException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return fields;
    }

    /**
     * Does what expanding a word does to variables.
     *
     * @throws SystemConfigException when rc's shell would or might end here
     */
    void effects(ShWord word) throws SystemConfigException {
        try {
            expand(word, false, new ArrayList<>());
        } catch (UndecidedException e) {
            // Nobody asks for the text, and the effects have happened.
            return;
        }
    }

    private void split(ShWord word, List<Piece> pieces, List<String> fields) throws UndecidedException {
        StringBuilder field = new StringBuilder();
        boolean any = false;
        boolean bracket = false;
        for (Piece piece : pieces) {
            any |= piece.quoted;
            for (int i = 0; i < piece.text.length(); i++) {
                char c = piece.text.charAt(i);
                bracket |= !piece.quoted && c == '[';
                if (!piece.quoted && (c == '*' || c == '?') || bracket && c == ']') {
                    throw new UndecidedException(where(word.line())
                            + ": it has a pattern for file names; what that stands for depends on which files exist");
                }
                if (!piece.quoted && c == '~' && !any && field.length() == 0 && !piece.splits) {
                    throw new UndecidedException(where(word.line()) + ": ~ stands for a home directory");
                }
                if (piece.splits && isBlank(c)) {
                    if (any) {
                        fields.add(field.toString());
                    }
                    field.setLength(0);
                    any = false;
                    bracket = false;
                } else {
                    field.append(c);
                    any = true;
                }
            }
        }
        if (any) {
            fields.add(field.toString());
        }
    }

    /** Whether sh separates words here; a carriage return does not. */
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    /** Expands every part, also after one that cannot be decided: it may set a variable or end the shell. */
    private void expand(ShWord word, boolean operand, List<Piece> out)
            throws UndecidedException, SystemConfigException {
        UndecidedException first = null;
        for (Part part : word.parts()) {
            try {
                if (part instanceof Text text) {
                    out.add(new Piece(text.text(), text.quoted(), operand));
                } else if (part instanceof Parameter parameter) {
                    expandParameter(parameter, word.line(), out);
                } else if (part instanceof Opaque opaque) {
                    if (opaque.fatal()) {
                        throw new SystemConfigException(where(word.line()) + ": " + opaque.what()
                                + " could change any setting or make rc stop");
                    }
                    throw new UndecidedException(where(word.line()) + ": it depends on " + opaque.what());
                }
            } catch (UndecidedException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void expandParameter(Parameter parameter, int line, List<Piece> out)
            throws UndecidedException, SystemConfigException {
        String operator = parameter.operator();
        String plain = operator.startsWith(":") ? operator.substring(1) : operator;
        String value;
        try {
            value = parameter.name().equals("1") && service != null
                    ? service
                    : variables.reference(parameter.name(), where(line));
        } catch (UndecidedException e) {
            undecided(parameter, plain, line, e);
            throw e;
        }
        boolean usable = value != null && !(operator.startsWith(":") && value.isEmpty());
        switch (plain) {
            case "":
                add(value == null ? "" : value, parameter, out);
                return;
            case "-":
            case "=":
                if (usable) {
                    add(value, parameter, out);
                } else if (plain.equals("-")) {
                    expand(parameter.word(), !parameter.quoted(), out);
                } else {
                    assignDefault(parameter, line, out);
                }
                return;
            case "+":
                if (usable) {
                    expand(parameter.word(), !parameter.quoted(), out);
                } else {
                    add("", parameter, out);
                }
                return;
            case "?":
                if (!usable) {
                    throw stops(parameter, line, "rc would stop here");
                }
                add(value, parameter, out);
                return;
            default:
                expand(parameter.word(), false, new ArrayList<>());
                throw new UndecidedException(
                        where(line) + ": nethook does not do ${" + parameter.name() + operator + "...}");
        }
    }

    private static void add(String value, Parameter parameter, List<Piece> out) {
        out.add(new Piece(value, parameter.quoted(), !parameter.quoted()));
    }

    private void assignDefault(Parameter parameter, int line, List<Piece> out)
            throws UndecidedException, SystemConfigException {
        if (!ShWord.isName(parameter.name())) {
            throw stops(parameter, line, "rc would stop here");
        }
        try {
            String value = text(parameter.word());
            if (doubt != null) {
                throw new UndecidedException(doubt);
            }
            variables.set(parameter.name(), value, where(line));
            add(value, parameter, out);
        } catch (UndecidedException e) {
            variables.blur(parameter.name(), e.getMessage(), where(line));
            throw e;
        }
    }

    /** A reference to something undecided may still set a variable or end the shell. */
    private void undecided(Parameter parameter, String plain, int line, UndecidedException cause)
            throws SystemConfigException {
        if (plain.equals("?")) {
            throw stops(parameter, line, "rc might stop here: " + cause.getMessage());
        }
        if (plain.equals("=")) {
            if (!ShWord.isName(parameter.name())) {
                throw stops(parameter, line, "rc might stop here");
            }
            variables.blur(parameter.name(), cause.getMessage(), where(line));
        }
        if (parameter.word() != null) {
            String before = doubt;
            doubt = before == null ? cause.getMessage() : before;
            try {
                expand(parameter.word(), false, new ArrayList<>());
            } catch (UndecidedException e) {
                // The whole is undecided anyway; this was for what the operand does.
                return;
            } finally {
                doubt = before;
            }
        }
    }

    private SystemConfigException stops(Parameter parameter, int line, String consequence) {
        return new SystemConfigException(
                where(line) + ": ${" + parameter.name() + parameter.operator() + "...}: " + consequence);
    }
}
