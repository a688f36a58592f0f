package org.nethook.netif.freebsd.rc.sh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShCommand.AndOr;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Assignment;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Broken;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Function;
import org.nethook.netif.freebsd.rc.sh.ShCommand.If;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Not;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Sequence;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Simple;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Uncertain;

/**
 * Follows what the commands of a file do to variables. Where it is not certain that a command runs ("in doubt"), what it
 * would set becomes undecided; what could end the shell ends the load. Nothing is run.
 */
public final class ShEvaluator {
    private static final int DEEPEST_NESTING = 20;

    private final ShFiles files;
    private final ShVariables variables;
    private final List<String> warnings;
    private final ShExpansion expansion;
    private final ShBuiltins builtins;
    private final Map<String, ShCommand> functions = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private int nesting;
    private int loops;
    private boolean returned;
    private String restInDoubt;

    public ShEvaluator(ShFiles files, ShVariables variables, List<String> warnings) {
        this.files = files;
        this.variables = variables;
        this.warnings = warnings;
        this.expansion = new ShExpansion(variables);
        this.builtins = new ShBuiltins(files, variables, expansion);
    }

    /**
     * Loads a file; one that does not exist is skipped.
     *
     * @param service what {@code $1} is in it, or null when that is not known
     * @throws SystemConfigException when rc's shell would or might end in it
     */
    public void load(String path, String service) throws SystemConfigException {
        String text = files.read(path);
        if (text == null) {
            return;
        }
        String outerFile = expansion.file();
        String outerService = expansion.service();
        String outerDoubt = expansion.doubt();
        String outerRest = restInDoubt;
        int outerLoops = loops;
        expansion.enter(path, service);
        nesting++;
        restInDoubt = null;
        loops = 0;
        for (ShCommand command : new ShParser(new ShScanner(text)).parseFile()) {
            if (!returned) {
                walk(command);
            }
        }
        returned = false;
        restInDoubt = outerRest;
        loops = outerLoops;
        nesting--;
        expansion.doubt(outerDoubt);
        expansion.enter(outerFile, outerService);
    }

    /** Follows a command; its exit status as true or false where that is certain, otherwise null. */
    private Boolean walk(ShCommand command) throws SystemConfigException {
        if (command instanceof Simple simple) {
            return walkSimple(simple);
        } else if (command instanceof Sequence sequence) {
            Boolean status = Boolean.TRUE;
            for (ShCommand each : sequence.commands()) {
                status = returned ? null : walk(each);
            }
            return status;
        } else if (command instanceof AndOr list) {
            Boolean left = walk(list.left());
            if (left == null) {
                walkInDoubt(list.right(), list.and() ? "&&" : "||");
                return null;
            }
            return left == list.and() ? walk(list.right()) : left;
        } else if (command instanceof Not not) {
            Boolean status = walk(not.command());
            return status == null ? null : Boolean.valueOf(!status);
        } else if (command instanceof If conditional) {
            return walkIf(conditional);
        } else if (command instanceof Uncertain uncertain) {
            walkUncertain(uncertain);
        } else if (command instanceof Function function) {
            define(function);
            return Boolean.TRUE;
        } else if (command instanceof Broken broken) {
            throw new SystemConfigException(expansion.where(broken.line()) + ": " + broken.message());
        }
        return null;
    }

    private Boolean walkIf(If conditional) throws SystemConfigException {
        Boolean condition = walk(conditional.condition());
        if (returned) {
            return null;
        }
        if (condition == null) {
            walkInDoubt(conditional.then(), "if");
            if (conditional.otherwise() != null) {
                walkInDoubt(conditional.otherwise(), "if");
            }
            return null;
        }
        if (condition) {
            return walk(conditional.then());
        }
        return conditional.otherwise() == null ? Boolean.TRUE : walk(conditional.otherwise());
    }

    private void walkUncertain(Uncertain uncertain) throws SystemConfigException {
        String where = expansion.where(uncertain.line());
        String outer = enterDoubt(uncertain.line(), uncertain.what());
        for (ShWord word : uncertain.words()) {
            expansion.effects(word);
        }
        boolean loop = !uncertain.what().equals("case");
        // The second time round a loop meets what the first one left, such as a variable made readonly.
        int rounds = loop && loops == 0 ? 2 : 1;
        loops += loop ? 1 : 0;
        for (int round = 0; round < rounds; round++) {
            for (String name : uncertain.names()) {
                variables.blur(name, expansion.doubt(), where);
            }
            for (ShCommand command : uncertain.commands()) {
                walk(command);
            }
        }
        loops -= loop ? 1 : 0;
        leaveDoubt(outer);
    }

    private void walkInDoubt(ShCommand command, String what) throws SystemConfigException {
        String outer = enterDoubt(command.line(), what);
        walk(command);
        leaveDoubt(outer);
    }

    private String enterDoubt(int line, String what) {
        String outer = expansion.doubt();
        if (outer == null) {
            expansion.doubt(expansion.where(line) + ": whether this runs (\"" + what + "\") only a shell can tell");
        }
        return outer;
    }

    private void leaveDoubt(String outer) {
        expansion.doubt(outer == null ? restInDoubt : outer);
    }

    private void define(Function function) throws SystemConfigException {
        String name = function.name();
        boolean original = name.equals("source_rc_confs") && expansion.file().startsWith("/etc/defaults/");
        if (original) {
            return;
        }
        if (builtins.knows(name) || ShBuiltins.isOfRc(name)) {
            throw new SystemConfigException(
                    expansion.where(function.line()) + ": it replaces " + name + ", which rc itself or sh needs");
        }
        functions.put(name, function.body());
    }

    private Boolean walkSimple(Simple command) throws SystemConfigException {
        String where = expansion.where(command.line());
        for (ShWord target : command.redirects()) {
            expansion.effects(target);
        }
        List<String> fields = null;
        String name;
        try {
            fields = expansion.fields(command.words());
            name = fields.isEmpty() ? "" : fields.get(0);
        } catch (UndecidedException e) {
            name = command.words().get(0).literal();
            if (name == null || name.isEmpty()) {
                throw new SystemConfigException(where + ": which command this is cannot be decided: " + e.getMessage());
            }
        }
        if (name.isEmpty() && command.words().isEmpty()) {
            return assign(command);
        }
        boolean changesVariables = builtins.knows(name) || functions.containsKey(name);
        for (Assignment assignment : command.assignments()) {
            expansion.effects(assignment.value());
            variables.requireWritable(assignment.name(), where);
            if (changesVariables) {
                variables.blur(assignment.name(), where + ": it is set only for the command \"" + name + "\"", where);
            }
        }
        if (!command.redirects().isEmpty() && builtins.knows(name)) {
            throw new SystemConfigException(
                    where + ": rc would stop here if the redirection of \"" + name + "\" failed");
        }
        return run(name, command, fields);
    }

    private Boolean assign(Simple command) throws SystemConfigException {
        String outer = expansion.doubt();
        if (!command.redirects().isEmpty()) {
            enterDoubt(command.line(), "a redirection that may fail");
        }
        boolean decided = expansion.doubt() == null;
        for (Assignment assignment : command.assignments()) {
            String where = expansion.where(assignment.value().line());
            String reason = expansion.doubt();
            String value = null;
            try {
                value = expansion.text(assignment.value());
            } catch (UndecidedException e) {
                reason = reason == null ? e.getMessage() : reason;
                decided = false;
            }
            if (reason == null) {
                variables.set(assignment.name(), value, where);
            } else {
                variables.blur(assignment.name(), reason, where);
            }
        }
        leaveDoubt(outer);
        return decided ? Boolean.TRUE : null;
    }

    private Boolean run(String name, Simple command, List<String> fields) throws SystemConfigException {
        String where = expansion.where(command.line());
        ShCommand function = functions.get(name);
        if (function != null) {
            if (!running.add(name)) {
                throw new SystemConfigException(where + ": the function " + name + " calls itself");
            }
            walkInDoubt(function, name);
            running.remove(name);
            return null;
        }
        switch (name) {
            case ".":
                source(fields, where);
                return null;
            case "return":
                if (running.isEmpty()) {
                    returned = expansion.doubt() == null;
                    restInDoubt = expansion.doubt();
                }
                return null;
            case "break":
            case "continue":
                if (loops == 0) {
                    throw new SystemConfigException(where + ": \"" + name + "\" outside of a loop");
                }
                return null;
            default:
        }
        if (builtins.knows(name)) {
            return builtins.run(name, command, fields);
        }
        warnings.add(where + ": rc runs the command \"" + name + "\", nethook does not");
        return null;
    }

    private void source(List<String> fields, String where) throws SystemConfigException {
        if (fields == null || fields.size() < 2) {
            throw new SystemConfigException(where + ": which file it reads cannot be decided");
        }
        String path = fields.get(1);
        if (!files.isGiven(path)) {
            throw new SystemConfigException(
                    where + ": it reads " + path + ", which is not among the files nethook may read");
        }
        if (files.read(path) == null) {
            throw new SystemConfigException(
                    where + ": it reads " + path + ", which does not exist; rc would stop here");
        }
        if (nesting >= DEEPEST_NESTING) {
            throw new SystemConfigException(where + ": files read each other without end");
        }
        load(path, expansion.service());
    }
}
