package org.nethook.netif.freebsd.rc.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.SystemConfigException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;
import org.nethook.netif.freebsd.rc.RcConfiguration;
import org.nethook.netif.freebsd.rc.RcSystemConfig;

/** Random files, random changes: what is wanted is read, nothing else changes, and undoing gives the bytes back. */
@Tag("D5")
@Tag("D7")
class SettingsPropertyTest {
    private static final int ROUNDS = 5_000;
    private static final List<Path> FILE = List.of(Path.of("/etc/rc.conf"));
    private static final List<String> NAMES = List.of("a", "b", "ifconfig_hn0", "ifconfig_hn0_alias0", "d");
    private static final String[] VALUES = {
        "1",
        "\"x y\"",
        "'x y'",
        "",
        "\"\"",
        "x\\ y",
        "\"a\\\"b\"",
        "'a\"b'",
        "\"$b\"",
        "${d:-z}",
        "\"l1\nl2\"",
        "\"c\\\n d\"",
        "DHCP\r",
        "$(id)",
        "`id`",
        "x\"y\"'z'",
        "\"it's\"",
        "\"#\"",
        "'unclosed",
    };
    private static final String[] ENDS = {
        "\n", "\n", "\n", "\r\n", " # c\n", "; ", " ", "\t#\n", " ;\n", "", " && ", " &\n"
    };
    private static final String[] LINES = {
        "\n",
        "# a=1\n",
        "#\r\n",
        "  \n",
        "logger x\n",
        "export a\n",
        "if [ -n \"$a\" ]; then b=1; fi\n",
        "if true; then\n  d=2\nfi\n",
        "cat <<E\na=1\nE\n",
        "f() { a=1; }\n",
        "return\n",
        "\\\n",
        "unset b\n",
        ": ${d:=4}\n",
        "{ b=7; }\n",
    };
    private static final String VALUE_CHARACTERS = "ab $`\"'\\\n\t#;&|*~=\u00e9\r";

    private final Random random = new Random(20261123);

    private String pick(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(9);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(4) == 0) {
                text.append(pick(LINES));
            } else {
                text.append(random.nextInt(6) == 0 ? "  " : "").append(NAMES.get(random.nextInt(NAMES.size())));
                text.append('=').append(pick(VALUES)).append(pick(ENDS));
            }
        }
        return text.toString();
    }

    private Optional<String> value() {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            value.append(VALUE_CHARACTERS.charAt(random.nextInt(VALUE_CHARACTERS.length())));
        }
        return Optional.of(value.toString());
    }

    /** What every variable is, or that it cannot be told. */
    private static Map<String, String> all(RcConfiguration configuration) {
        RcSystemConfig config = configuration.read(FILE);
        Map<String, String> all = new TreeMap<>();
        for (String name : NAMES) {
            try {
                all.put(name, config.variable(name).map(value -> "=" + value).orElse("unset"));
            } catch (SystemConfigException e) {
                all.put(name, "undecided");
            }
        }
        return all;
    }

    @Test
    void shouldChangeWhatIsWantedAndNothingElse() throws Exception {
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            written += changes(text()) ? 1 : 0;
        }
        assertTrue(written > ROUNDS / 5, "files that could be changed: " + written + " of " + ROUNDS);
    }

    /** Whether the file could be changed. */
    private boolean changes(String text) throws Exception {
        RcConfiguration configuration = RcConfiguration.ofTexts(Map.of("/etc/rc.conf", text));
        SystemSettings settings = configuration.settings(FILE);
        Map<String, String> before = all(configuration);
        List<VariableChange> changes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String now = before.get(name);
            if (!now.equals("undecided") && names.add(name)) {
                Optional<String> is = now.equals("unset") ? Optional.empty() : Optional.of(now.substring(1));
                changes.add(new VariableChange(name, is, value()));
            }
        }
        if (changes.isEmpty() || settings.objection(changes).isPresent()) {
            return false;
        }
        settings.write(changes);
        String changed = configuration.text("/etc/rc.conf").orElseThrow();
        Map<String, String> wanted = new TreeMap<>(before);
        for (VariableChange change : changes) {
            wanted.put(change.name(), change.after().map(value -> "=" + value).orElse("unset"));
        }
        assertEquals(wanted, all(configuration), () -> text + "\n-> " + changes + " ->\n" + changed);
        settings.write(changes);
        assertEquals(changed, configuration.text("/etc/rc.conf").orElseThrow(), "the second time");
        List<VariableChange> back = new ArrayList<>();
        for (VariableChange change : changes) {
            back.add(0, change.reversed());
        }
        settings.write(back);
        assertEquals(text, configuration.text("/etc/rc.conf").orElseThrow(), () -> changes.toString());
        return true;
    }
}
