package org.nethook.netif.freebsd.rc.shell;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.nethook.api.SystemConfigException;

/**
 * rc's own answers: {@code /bin/sh} with rc.subr and network.subr reads the files as rc.d/netif does and is asked. One process a
 * question; each question is asked once. Answers stand between two random texts that the files cannot know, so that nothing
 * they write is taken for one. Used by one thread.
 */
public final class RcShell {
    /** All that is run besides what the files of rc.conf(5) run. */
    public static final List<String> PROGRAMS = List.of("/bin/sh", "/etc/rc.subr", "/etc/network.subr");

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int LONGEST_NAME = 15;

    /** Its arguments: the random text, the question, and what that is about, all of them checked. */
    private static final String SCRIPT = """
            . /etc/rc.subr >/dev/null
            . /etc/network.subr >/dev/null
            load_rc_config netif >/dev/null
            nethook_tell() { printf '%s%s=%s%s\\n' "$@"; }
            nethook_is() {
                if "$4" "$3" >/dev/null 2>&1; then nethook_tell "$1" "$2" yes "$1"; else nethook_tell "$1" "$2" no "$1"; fi
            }
            nethook_aliases() { IFCONFIG_CMD=echo; ifalias "$1" "$2" alias 2>/dev/null; }
            case $2 in
            variable)
                eval "nethook_set=\\${$3+set}"
                eval "nethook_value=\\${$3-}"
                ;;
            interface)
                eval "nethook_set=\\${$5+set}"
                nethook_value=$(get_if_var "$3" "$4" 2>/dev/null)
                ;;
            arguments)
                eval "nethook_set=\\${$5+set}\\${ifconfig_DEFAULT+set}"
                nethook_value=$(get_if_var "$3" "$4" "$ifconfig_DEFAULT" 2>/dev/null)
                ;;
            decisions)
                for nethook_name in dhcpif syncdhcpif autoif noafif ipv6if ipv6_autoconfif wpaif; do
                    nethook_is "$1" "$nethook_name" "$3" "$nethook_name"
                done
                nethook_tell "$1" getargs "$(ifconfig_getargs "$3" 2>/dev/null)" "$1"
                nethook_tell "$1" getargs6 "$(ifconfig_getargs "$3" ipv6 2>/dev/null)" "$1"
                nethook_tell "$1" aliases "$(nethook_aliases "$3" inet)" "$1"
                nethook_tell "$1" aliases6 "$(nethook_aliases "$3" inet6)" "$1"
                nethook_set=set nethook_value=
                ;;
            esac
            if [ -n "$nethook_set" ]; then nethook_tell "$1" value "$nethook_value" "$1"; fi
            nethook_tell "$1" end "" "$1"
            """;

    private final ShellRunner runner;
    private final Map<List<String>, Object> asked = new HashMap<>();

    public RcShell(ShellRunner runner) {
        this.runner = runner;
    }

    /**
     * A variable's value.
     *
     * @return null when it is not set
     * @throws SystemConfigException when there is no answer; the message says why, as the end of a sentence
     */
    public String variable(String name) throws SystemConfigException {
        return ask("variable", checked(name)).get("value");
    }

    /**
     * A variable of an interface.
     *
     * @param variable the variable's whole name
     * @param withDefault whether {@code ifconfig_DEFAULT} takes its place
     * @return null when it is not set
     * @throws SystemConfigException as {@link #variable}
     */
    public String interfaceVariable(String prefix, String ifName, String suffix, String variable, boolean withDefault)
            throws SystemConfigException {
        checked(prefix + suffix);
        return ask(
                        withDefault ? "arguments" : "interface",
                        checkedInterface(ifName),
                        prefix + "_IF" + suffix,
                        checked(variable))
                .get("value");
    }

    /**
     * What network.subr's functions answer of an interface, by their names; {@code getargs}, {@code getargs6}, and under {@code
     * aliases} and {@code aliases6} the arguments of ifconfig(8), one alias a line.
     *
     * @throws SystemConfigException as {@link #variable}
     */
    public Map<String, String> decisions(String ifName) throws SystemConfigException {
        return ask("decisions", checkedInterface(ifName));
    }

    private static String checked(String name) throws SystemConfigException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' || i == 0 && c >= '0' && c <= '9') {
                throw new SystemConfigException("\"" + name + "\" is no variable's name");
            }
        }
        return name;
    }

    private static String checkedInterface(String ifName) throws SystemConfigException {
        boolean plain = !ifName.isEmpty() && ifName.length() <= LONGEST_NAME && isLetterOrDigit(ifName.charAt(0));
        for (int i = 0; i < ifName.length(); i++) {
            plain &= isLetterOrDigit(ifName.charAt(i)) || "._-+".indexOf(ifName.charAt(i)) >= 0;
        }
        if (!plain) {
            throw new SystemConfigException(
                    "\"" + ifName + "\" is no name of an interface that it could be asked about");
        }
        return ifName;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private Map<String, String> ask(String... question) throws SystemConfigException {
        List<String> key = List.of(question);
        Object known = asked.get(key);
        if (known == null) {
            try {
                known = run(key);
            } catch (SystemConfigException e) {
                known = e.getMessage(); // asking again would take as long again
            }
            asked.put(key, known);
        }
        if (known instanceof Answers answers) {
            return answers.values;
        }
        throw new SystemConfigException((String) known);
    }

    private record Answers(Map<String, String> values) {}

    private Answers run(List<String> question) throws SystemConfigException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String frame = "nethook-" + HexFormat.of().formatHex(random) + ":";
        List<String> command = new ArrayList<>(List.of(PROGRAMS.get(0), "-c", SCRIPT, "nethook", frame));
        command.addAll(question);
        ShellRunner.Ended ended;
        try {
            ended = runner.run(command, LIMIT);
        } catch (IOException e) {
            throw new SystemConfigException("rc's own shell could not be asked: " + e);
        }
        Map<String, String> answers = new HashMap<>();
        StringBuilder rest = new StringBuilder();
        int at = 0;
        String output = ended.output();
        for (int from = output.indexOf(frame); from >= 0; from = output.indexOf(frame, at)) {
            rest.append(output, at, from);
            int value = output.indexOf('=', from + frame.length());
            int to = output.indexOf(frame, from + frame.length());
            if (to < 0 || value < 0 || value > to) {
                break;
            }
            answers.put(output.substring(from + frame.length(), value), output.substring(value + 1, to));
            at = to + frame.length();
        }
        if (ended.status().isEmpty()) {
            throw new SystemConfigException(
                    "rc's own shell was killed, it had not answered after " + LIMIT.toSeconds() + " s");
        }
        if (answers.remove("end") == null) {
            rest.append(output, at, output.length());
            throw new SystemConfigException("rc's own shell ended while it read these files" + said(rest.toString()));
        }
        return new Answers(answers);
    }

    /** The first line the shell wrote, which is its complaint. */
    private static String said(String text) {
        String first = text.strip();
        int end = first.indexOf('\n');
        first = end < 0 ? first : first.substring(0, end);
        StringBuilder plain = new StringBuilder(first.isEmpty() ? "" : ": ");
        for (int i = 0; i < first.length() && i < 200; i++) {
            char c = first.charAt(i);
            plain.append(c < ' ' || c > '~' ? '?' : c);
        }
        return plain.toString();
    }
}
