package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.SystemConfigException;

/** What texts do to the variable {@code a}. */
class ShEvaluatorTest {

    private static RcSystemConfig config(String text) {
        return RcSystemConfig.ofText("/etc/rc.conf", text);
    }

    static List<Arguments> decided() {
        return List.of(
                arguments("a=1; a=2", "2"),
                arguments("a=1 # a=2", "1"),
                arguments("a='1'\"2\"3\\4", "1234"),
                arguments("a=\\\n1", "1"),
                arguments("b=x\\\ny a=$b\\\nc", ""),
                arguments("bc=1\na=\"$b\\\nc\"", "1"),
                arguments("b=1\na=${b}2${b:+3}${c:+4}${c-5}${b-6}", "12351"),
                arguments(": ${a:=x}", "x"),
                arguments("b='1  2'\na=$b", "1  2"),
                arguments("a=\"${b:-x y}\"", "x y"),
                arguments("a=${b:-'x}'}", "x}"),
                arguments("a=1\nreturn 0\na=2\n)", "1"),
                arguments("true && a=1 || a=2", "1"),
                arguments("false && a=1 || a=2", "2"),
                arguments("! true || a=1", "1"),
                arguments("if [ -z \"$b\" ]; then a=1; else a=2; fi", "1"),
                arguments("b=1\nif [ \"$b\" = 2 ]; then a=1; elif [ \"$b\" != 2 ]; then a=2; fi", "2"),
                arguments("a=1\n( a=2 )\na=3 &\na=4 | cat\n", "1"),
                arguments("a=1\nif cmd; then b=2; fi", "1"),
                arguments("if cmd; then a=2; fi\na=1", "1"),
                arguments("a=1\nfor b in x y; do c=$b; done", "1"),
                arguments("f() { a=2; }\na=1", "1"),
                arguments("a=1\nb=$(cmd 'x)' \"$(cmd2)\")", "1"),
                arguments("a=1\nb=`cmd \\`cmd2\\``", "1"),
                arguments("a=1\ncat <<EOF\na=2\nEOF\n", "1"),
                arguments("a=1\ncat <<-'EOF'\n$(x)\n\tEOF\n", "1"),
                arguments("a=1\ncmd >/dev/null 2>&1 </dev/null", "1"),
                arguments("a=1 2>/dev/null", "1"),
                arguments("a=1\nlogger \"$(date)\"", "1"),
                arguments("a=1\ncase $x in (x|y) b=1;; *) b=2; esac", "1"),
                arguments("a=2 logger\na=1", "1"),
                arguments("a=1\nsource /etc/other", "1"),
                arguments("a=1\nunset a", null));
    }

    @ParameterizedTest
    @MethodSource("decided")
    void shouldFollowAssignments(String text, String value) throws SystemConfigException {
        assertEquals(Optional.ofNullable(value), config(text).variable("a"));
    }

    /** The text leaves a undecided, and b as 1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=$(cmd)",
                "a=`cmd`",
                "a=$HOME",
                "a=$1",
                "a=~/x",
                "a=$'x'",
                "a=${b%x}",
                "if cmd; then a=1; fi",
                "if cmd; then c=1; else a=1; fi",
                "cmd && a=1",
                "cmd || a=1",
                "for a in x; do c=$a; done",
                "while cmd; do a=1; done",
                "case $b in 1) a=1;; esac",
                "f() { a=1; }; f",
                "a=1 >/var/x",
                "{ a=1; } >/var/x",
                "a=1 :",
                "read a",
                "cmd ${a:=1}; c=${a:=$(cmd)}; a=$a$(cmd)",
                "c=$(cmd); a=$c",
                "c=$(cmd); : ${c:-${a:=1}}",
                "if cmd; then unset a; fi",
                "if cmd; then setvar a 1; fi",
                "cmd && export a=1",
                "export a=$b"
            })
    void shouldRefuseOnlyTheVariableInDoubt(String text) throws SystemConfigException {
        RcSystemConfig config = config("b=1\n" + text + "\n");
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> config.variable("a"));
        assertTrue(e.getMessage().startsWith("a cannot be decided: /etc/rc.conf line 2: "), e.getMessage());
        assertEquals(Optional.of("1"), config.variable("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit",
                "cmd || exit 1",
                "eval a=1",
                "exec 2>/var/x",
                ": >/var/x",
                "set -e",
                "set -- x",
                "$cmd x",
                "alias x=y",
                "trap x 0",
                "b=$((1/0))",
                ": ${b?}",
                ": ${HOME:?}",
                "cmd && : ${b:?x}",
                "readonly b\nb=1",
                "readonly b\nb=1 cmd",
                "for b in x y; do readonly b; done",
                "if cmd; then readonly b; fi\nunset b",
                ". /etc/missing",
                ". $(cmd)",
                "cmd && . /etc/missing",
                "IFS=:",
                "sourced_files=x",
                "dhcpif() { return 0; }",
                "unset() { true; }",
                "f() { f; }; f",
                "f() { exit; }\nf",
                "break",
                "cat <<EOF\n$(x)\nEOF\n",
                "b=\"${c-'x}\"",
                "b=${!}",
                "b=${#b}",
                "b=(1 2)",
                "fi",
                "if true; then b=1",
                "for 1 in x; do b=1; done",
                "b=1 ;; c=2",
                "b=$(if)",
                "b=`)`",
                "b='",
                "&& b=1"
            })
    void shouldRefuseEverythingWhereRcMightStop(String text) {
        RcSystemConfig config = config("a=1\n" + text + "\n");
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> config.variable("a"));
        assertTrue(e.getMessage().startsWith("/etc/rc.conf line "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmd && return\nb=1", "cmd || return\nif true; then b=1; fi"})
    void shouldDoubtTheRestOfAFileAfterAReturnInDoubt(String text) {
        assertThrows(SystemConfigException.class, () -> config("b=0\n" + text).variable("b"));
    }
}
