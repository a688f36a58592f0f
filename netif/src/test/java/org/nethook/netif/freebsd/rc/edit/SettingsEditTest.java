package org.nethook.netif.freebsd.rc.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;
import org.nethook.netif.freebsd.rc.RcConfiguration;

/** What becomes of the text of rc.conf, compared with what sysrc(8) makes of it. */
@Tag("D5")
class SettingsEditTest {
    private static final String RC_CONF = "/etc/rc.conf";

    private static String after(String text, String name, String value) throws Exception {
        RcConfiguration configuration = RcConfiguration.ofTexts(Map.of(RC_CONF, text));
        SystemSettings settings = configuration.settings(List.of(Path.of(RC_CONF)));
        VariableChange change = new VariableChange(name, settings.read(name), Optional.ofNullable(value));
        settings.write(List.of(change));
        String changed = configuration.text(RC_CONF).orElseThrow();
        settings.write(List.of(change.reversed()));
        assertEquals(text, configuration.text(RC_CONF).orElseThrow(), "undone");
        return changed;
    }

    /** The second column is the text, the third what sysrc a=new leaves; | stands for a line end. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = ';',
            value = {
                "double quotes           ;a=\"old\"|                  ;a=\"new\"|",
                "single quotes           ;a='old'|                    ;a='new'|",
                "none become double ones ;a=old|                      ;a=\"new\"|",
                "nothing                 ;a=|                         ;a=\"new\"|",
                "a comment               ;a=\"old\" # why|            ;a=\"new\" # why|",
                "in front                ;'  a=old|'                  ;'  a=\"new\"|'",
                "the last one            ;a=1|b=2|a=3|c=4|            ;a=1|b=2|a=\"new\"|c=4|",
                "not a commented one     ;a=1|#a=2|                   ;a=\"new\"|#a=2|",
                "at the end              ;b=1|                        ;b=1|a=\"new\"|",
                "after a missing newline ;b=1                         ;b=1|a=\"new\"|",
                "without an end          ;a=1                         ;a=\"new\"",
                "not a longer name       ;aa=1|                       ;aa=1|a=\"new\"|",
            })
    void shouldSetAsSysrcDoes(String what, String text, String wanted) throws Exception {
        assertEquals(lines(wanted), after(lines(text), "a", "new"), what);
    }

    private static String lines(String text) {
        boolean quoted = text.startsWith("'  ");
        return (quoted ? text.substring(1, text.length() - 1) : text).replace('|', '\n');
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = ';',
            value = {
                "its line            ;a=1|b=2|          ;b=2|",
                "with its comment    ;a=1 # x|b=2|      ;b=2|",
                "every one           ;a=1|b=2|a=3|      ;b=2|",
                "the only line       ;a=1               ;^^",
                "of several lines    ;a=\"1|2\"|b=3|    ;b=3|",
            })
    void shouldRemoveAsSysrcDoes(String what, String text, String wanted) throws Exception {
        assertEquals(lines(wanted), after(lines(text), "a", null), what);
    }

    /** sysrc would not find these, or make a wrong text of them. */
    @Test
    void shouldFindWhatStandsInTheMiddleOfALine() throws Exception {
        assertEquals("b=1 a=\"new\" c=3\n", after("b=1 a=2 c=3\n", "a", "new"));
        assertEquals("b=1; a=\"new\"; c=3\n", after("b=1; a=2; c=3\n", "a", "new"));
        assertEquals("b=1 c=3\n", after("b=1 a=2 c=3\n", "a", null));
        assertEquals("b=1; c=3\n", after("b=1; a=2; c=3\n", "a", null));
        assertEquals("a=\"new\" # b\n", after("a=x\"y\"'z'\\\n1 # b\n", "a", "new"));
        assertEquals(
                "a=\"new\"\nb=2\n",
                after("a=\"`true`\"\nb=2\n".replace("`true`", "$c"), "a", "new").replace("c", "c"));
    }

    @Test
    void shouldKeepCarriageReturnsWhereTheyArePartOfNothing() throws Exception {
        // In a=1\r the carriage return is part of the value, as rc reads it; in the comment it is not.
        assertEquals("# x\r\na=\"new\"\nb=2 # y\r\n", after("# x\r\na=1\r\nb=2 # y\r\n", "a", "new"));
        assertEquals("# x\r\na=\"new\" # z\r\n", after("# x\r\na=1 # z\r\n", "a", "new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "it's",
                "$HOME `id` $(id)",
                "back\\slash\\",
                "a\nb",
                "#no comment",
                "~",
                "*",
                "\u00e4\u00ff"
            })
    void shouldWriteAValueSoThatShReadsIt(String value) throws Exception {
        for (String before : List.of("a=1\n", "a='1'\n", "b=1\n")) {
            RcConfiguration configuration = RcConfiguration.ofTexts(Map.of(RC_CONF, before));
            SystemSettings settings = configuration.settings(List.of(Path.of(RC_CONF)));
            settings.write(List.of(new VariableChange("a", settings.read("a"), Optional.of(value))));
            assertEquals(
                    Optional.of(value),
                    settings.read("a"),
                    configuration.text(RC_CONF).orElseThrow());
            assertEquals(
                    Optional.of(value),
                    configuration.read(List.of(Path.of(RC_CONF))).variable("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if [ -f /x ]; then\na=1\nfi\n",
                "case $(hostname) in x) a=1;; esac\n",
                "a=1\nf() { a=2; }; f\n",
                "a=1 && a=2 || :\n",
                "readonly a=1\n",
                "a=1\nreturn\n",
                "a=$(hostname)\n",
                "a=1\nexit\n",
                "a='1\n",
                "a=1\n. /etc/more.conf\n",
                "a=1\nb=${a}x\n",
                "a=1\nbad=`echo\n",
            })
    void shouldRefuseWhatItCannotPlaceSafely(String text) throws Exception {
        RcConfiguration configuration = RcConfiguration.ofTexts(Map.of(RC_CONF, text));
        SystemSettings settings = configuration.settings(List.of(Path.of(RC_CONF)));
        List<VariableChange> changes = List.of(new VariableChange("a", Optional.of("1"), Optional.of("new")));
        Optional<String> objection = settings.objection(changes);
        if (objection.isEmpty()) {
            settings.write(changes); // it could be placed after all: then rc reads it
            assertEquals(Optional.of("new"), settings.read("a"), text);
            return;
        }
        NetifException e = assertThrows(NetifException.class, () -> settings.write(changes));
        assertEquals("change the system's configuration: " + objection.get(), e.getMessage());
        assertEquals(true, objection.get().contains("/etc/rc.conf line "), objection.get());
        assertEquals(text, configuration.text(RC_CONF).orElseThrow());
    }

    @Test
    void shouldWriteWhereSysrcWould() throws Exception {
        Map<String, String> files = Map.of(
                "/etc/defaults/rc.conf", "rc_conf_files='/etc/rc.conf /etc/rc.conf.local'\ndefaultrouter=NO\n",
                "/etc/rc.conf", "a=1\nb=1\n",
                "/etc/rc.conf.local", "b=2\n",
                "/etc/rc.conf.d/netif", "c=3\n");
        RcConfiguration configuration = RcConfiguration.ofTexts(files);
        SystemSettings settings = configuration.settings(List.of());
        assertEquals("/etc/rc.conf", settings.file("a"));
        assertEquals("/etc/rc.conf.local", settings.file("b"), "the file that sets it last");
        assertEquals("/etc/rc.conf", settings.file("new"), "the first one");
        assertEquals(Optional.empty(), settings.read("defaultrouter"), "only the defaults set it");
        assertEquals("/etc/rc.conf", settings.file("defaultrouter"));

        settings.write(List.of(
                new VariableChange("b", Optional.of("2"), Optional.empty()),
                new VariableChange("defaultrouter", Optional.empty(), Optional.of("10.0.0.1"))));
        assertEquals(
                "a=1\ndefaultrouter=\"10.0.0.1\"\n",
                configuration.text("/etc/rc.conf").get());
        assertEquals("", configuration.text("/etc/rc.conf.local").get());
        assertEquals(Optional.empty(), settings.read("b"));
        assertEquals(
                Optional.of(
                        "c cannot be changed safely: /etc/rc.conf.d/netif line 1 would still set it; change that by hand"),
                settings.objection(List.of(new VariableChange("c", Optional.of("3"), Optional.of("4")))));
    }

    @Test
    void shouldRefuseWhatIsNotAsItWas() {
        SystemSettings settings =
                RcConfiguration.ofTexts(Map.of(RC_CONF, "a=other\n")).settings(List.of(Path.of(RC_CONF)));
        assertEquals(
                Optional.of("a is \"other\" (/etc/rc.conf line 1) by now, not \"old\""),
                settings.objection(List.of(new VariableChange("a", Optional.of("old"), Optional.of("new")))));
        assertEquals(
                Optional.of("b is not set by now, not \"old\""),
                settings.objection(List.of(new VariableChange("b", Optional.of("old"), Optional.of("new")))));
    }
}
