package org.nethook.netif.freebsd.rc.sh;

import java.util.List;
import java.util.Set;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Simple;
import org.nethook.netif.freebsd.rc.sh.ShWord.Text;

/** The commands whose effect on variables, or on whether rc goes on, has to be known. */
final class ShBuiltins {
    private static final Set<String> FOLLOWED =
            Set.of(":", "true", "false", "[", "test", "export", "readonly", "unset", "setvar", "read", "local", "set");
    /** Operands of set that only change what sh prints. */
    private static final Set<String> HARMLESS_SET = Set.of("set", "-x", "+x", "-v", "+v");

    private static final Set<String> CONTROL = Set.of(".", "return", "break", "continue");
    /** These can change anything or end the shell; among them functions of rc.subr(8). */
    private static final Set<String> NOT_FOLLOWED = Set.of(
            "eval",
            "exec",
            "exit",
            "command",
            "builtin",
            "shift",
            "trap",
            "getopts",
            "alias",
            "unalias",
            "err",
            "stop_boot",
            "load_rc_config",
            "load_rc_config_var",
            "run_rc_command",
            "run_rc_script",
            "set_rcvar",
            "set_rcvar_obsolete",
            "source_rc_confs",
            "ltr",
            "get_pidfile_from_conf",
            "safe_eval",
            "ipv6_prefix_hostid_addr_common");

    private static final Set<String> RC_FUNCTIONS =
            Set.of("get_if_var", "_ifconfig_getargs", "dhcpif", "noafif", "debug", "echo");

    private final ShFiles files;
    private final ShVariables variables;
    private final ShExpansion expansion;

    ShBuiltins(ShFiles files, ShVariables variables, ShExpansion expansion) {
        this.files = files;
        this.variables = variables;
        this.expansion = expansion;
    }

    /** Whether a command of this name matters. */
    boolean knows(String name) {
        return FOLLOWED.contains(name) || CONTROL.contains(name) || NOT_FOLLOWED.contains(name);
    }

    /** Whether rc itself runs this to read the files or to answer; a file that replaces it changes everything. */
    static boolean isOfRc(String name) {
        return RC_FUNCTIONS.contains(name);
    }

    /**
     * Follows such a command.
     *
     * @param fields its expanded words, or null when those cannot be decided
     * @return its exit status where that is certain, otherwise null
     * @throws SystemConfigException when rc's shell would or might end here
     */
    Boolean run(String name, Simple command, List<String> fields) throws SystemConfigException {
        String where = expansion.where(command.line());
        switch (name) {
            case ":":
            case "true":
                return Boolean.TRUE;
            case "false":
                return Boolean.FALSE;
            case "[":
            case "test":
                return fields == null ? null : test(fields);
            case "export":
            case "readonly":
                for (int i = 1; i < command.words().size(); i++) {
                    declare(name, command.words().get(i), where);
                }
                return null;
            case "setvar":
                setVariable(known(name, fields, where), where);
                return null;
            case "unset":
            case "read":
            case "local":
                for (String field : known(name, fields, where)) {
                    change(name, field, where);
                }
                return null;
            case "set":
                for (String field : known(name, fields, where)) {
                    if (!HARMLESS_SET.contains(field)) {
                        throw new SystemConfigException(where + ": \"set " + field + "\" changes how sh goes on");
                    }
                }
                return null;
            default:
                throw new SystemConfigException(where + ": \"" + name + "\" could change any setting or make rc stop");
        }
    }

    private static List<String> known(String name, List<String> fields, String where) throws SystemConfigException {
        if (fields == null) {
            throw new SystemConfigException(where + ": what \"" + name + "\" is given cannot be decided");
        }
        return fields;
    }

    private Boolean test(List<String> fields) {
        int end = fields.get(0).equals("[") ? fields.size() - 1 : fields.size();
        if (end < fields.size() && !fields.get(end).equals("]")) {
            return null;
        }
        boolean negated = end > 2 && fields.get(1).equals("!");
        List<String> operands = fields.subList(negated ? 2 : 1, end);
        Boolean result = null;
        if (operands.size() == 2) {
            result = testOne(operands.get(0), operands.get(1));
        } else if (operands.size() == 3
                && (operands.get(1).equals("=") || operands.get(1).equals("!="))) {
            result = operands.get(0).equals(operands.get(2)) == operands.get(1).equals("=");
        }
        return result == null ? null : Boolean.valueOf(result != negated);
    }

    private Boolean testOne(String operator, String operand) {
        switch (operator) {
            case "-n":
                return !operand.isEmpty();
            case "-z":
                return operand.isEmpty();
            case "-r":
            case "-f":
            case "-e":
                return operand.startsWith("/") ? files.exists(operand) : null;
            default:
                return null;
        }
    }

    /** One operand of export or readonly. */
    private void declare(String command, ShWord operand, String where) throws SystemConfigException {
        String text = operand.literal();
        if (text == null) {
            text = operand.parts().get(0) instanceof Text first ? first.text() : "";
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (text.startsWith("-") || operand.literal() == null && equals < 0 || !ShWord.isName(name)) {
            throw new SystemConfigException(where + ": \"" + command + "\" of what cannot be decided");
        }
        if (equals >= 0) {
            if (operand.literal() == null || text.indexOf('~') >= 0) {
                variables.blur(name, where + ": nethook does not do \"" + command + "\" of a reference", where);
            } else {
                assign(name, text.substring(equals + 1), where);
            }
        }
        if (command.equals("readonly")) {
            variables.makeReadonly(name, where);
        }
    }

    private void assign(String name, String value, String where) throws SystemConfigException {
        if (expansion.doubt() == null) {
            variables.set(name, value, where);
        } else {
            variables.blur(name, expansion.doubt(), where);
        }
    }

    private void setVariable(List<String> fields, String where) throws SystemConfigException {
        if (fields.size() != 3 || !ShWord.isName(fields.get(1))) {
            throw new SystemConfigException(where + ": \"setvar\" wants a name and a value");
        }
        assign(fields.get(1), fields.get(2), where);
    }

    /** One operand of unset, read or local. */
    private void change(String command, String operand, String where) throws SystemConfigException {
        int equals = operand.indexOf('=');
        String name = equals < 0 ? operand : operand.substring(0, equals);
        if (operand.equals(command) || operand.startsWith("-")) {
            return;
        }
        if (!ShWord.isName(name)) {
            throw new SystemConfigException(where + ": \"" + command + " " + operand + "\" is not understood");
        }
        if (command.equals("unset") && expansion.doubt() == null) {
            variables.unset(name, where);
        } else {
            variables.blur(name, where + ": it depends on \"" + command + "\"", where);
        }
    }
}
