package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.SystemConfigException;

/**
 * What FreeBSD 14's own rc decided in 151 cases. The texts are only ever data here; no shell sees them.
 *
 * <p>Every answer is the recorded one, or it is refused; a different one is never given.
 */
@Tag("C1")
class RcCasesTest {
    /** The variables of the recorded answers, and of the cases' references, as FreeBSD's defaults have them. */
    private static final String DEFAULTS = """
            rc_conf_files="/etc/rc.conf /etc/rc.conf.local"
            local_startup="/usr/local/etc/rc.d"
            hostname=""
            defaultrouter="NO"
            ipv6_defaultrouter="NO"
            static_routes=""
            cloned_interfaces=""
            synchronous_dhclient="NO"
            nfs_bufpackets=""
            update_motd="YES"
            """;

    /** Cases in which rc goes on and some question is refused, and why. */
    private static final Map<String, String> UNDECIDABLE = Map.of(
            "rc-124", "the unquoted value [netif] is a pattern for file names",
            "rc-126", "the value is the output of a command",
            "rc-130", "a case on the output of a command",
            "rc-138", "reads a file nobody gave, if it exists",
            "rc-274", "the unquoted value is a pattern for file names",
            "rc-288", "a redirection that may fail");

    private static final List<String> EQUAL = new ArrayList<>();
    private static final Set<String> REFUSED = new TreeSet<>();

    static List<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream in = RcCasesTest.class.getResourceAsStream("/rc/cases.json")) {
            new ObjectMapper().readTree(in).forEach(cases::add);
        }
        assertEquals(151, cases.size());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecideAsRcDoesOrRefuse(JsonNode observed) throws Exception {
        String id = observed.get("id").asText();
        boolean loads = observed.get("results").get("loaded").asBoolean();
        RcSystemConfig config = config(observed);
        int refused = 0;
        for (String question : questions(observed)) {
            try {
                String answer = answer(config, question, observed.get("ifname").asText());
                assertTrue(loads, id + ": rc stopped, but " + question + " was answered " + answer);
                assertEquals(expected(observed, question), answer, id + ": " + question);
            } catch (SystemConfigException e) {
                assertFalse(
                        loads && observed.get("static").asBoolean(),
                        id + " only sets texts, but " + question + " was refused: " + e.getMessage());
                assertTrue(e.getMessage().indexOf('\n') < 0, e.getMessage());
                refused++;
            }
        }
        if (loads) {
            assertEquals(UNDECIDABLE.containsKey(id), refused > 0, id + ": refused " + refused);
        } else {
            assertEquals(questions(observed).size(), refused, id + ": rc stopped, so no question has an answer");
        }
        (refused == 0 ? EQUAL : REFUSED).add(id);
    }

    @AfterAll
    static void printCounts() {
        System.out.println("rc cases: " + EQUAL.size() + " equal, " + REFUSED.size() + " refused " + REFUSED);
    }

    private static RcSystemConfig config(JsonNode observed) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("etc/defaults/rc.conf", DEFAULTS);
        for (Map.Entry<String, JsonNode> file : observed.get("files").properties()) {
            texts.put(file.getKey(), bytes(observed, file.getValue().asText()));
        }
        return RcSystemConfig.ofTexts(texts);
    }

    private static String bytes(JsonNode observed, String text) {
        boolean latin1 = observed.get("encoding").asText().equals("latin-1");
        Charset charset = latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private static List<String> questions(JsonNode observed) {
        List<String> questions = new ArrayList<>(List.of("dhcpif", "ifconfig_getargs", "ifconfig_getargs_ipv6"));
        JsonNode vars = observed.get("results").get("vars");
        if (vars == null || vars.isNull()) {
            questions.addAll(List.of("hyperv_vf_delay", "hostname", "get_if_var ifconfig_IF"));
        } else {
            vars.fieldNames().forEachRemaining(questions::add);
        }
        return questions;
    }

    private static String expected(JsonNode observed, String question) {
        JsonNode results = observed.get("results");
        JsonNode value = results.has(question)
                ? results.get(question)
                : results.get("vars").get(question);
        return value.isNull() ? null : bytes(observed, value.asText());
    }

    private static String answer(RcSystemConfig config, String question, String ifName) throws Exception {
        if (question.equals("dhcpif")) {
            return String.valueOf(config.usesDhcp(ifName));
        } else if (question.equals("ifconfig_getargs")) {
            return withoutKeywords(
                    config.interfaceVariable("ifconfig", ifName, "").orElse(""));
        } else if (question.equals("ifconfig_getargs_ipv6")) {
            return withoutKeywords(
                    config.interfaceVariable("ifconfig", ifName, "_ipv6").orElse(""));
        } else if (question.startsWith("get_if_var ")) {
            String pattern = question.substring("get_if_var ".length());
            int at = pattern.indexOf("_IF");
            return config.interfaceVariable(pattern.substring(0, at), ifName, pattern.substring(at + 3), null)
                    .orElse("");
        }
        return config.variable(question).orElse(null);
    }

    /** What rc's ifconfig_getargs leaves of the arguments. */
    private static String withoutKeywords(String arguments) {
        Set<String> keywords = Set.of("DHCP", "NOAUTO", "NOSYNCDHCP", "SYNCDHCP", "WPA", "HOSTAP");
        List<String> kept = new ArrayList<>();
        boolean jail = false;
        for (String word : Arrays.asList(arguments.split("[ \t\n]+"))) {
            if (jail || word.isEmpty() || word.equals("vnet")) {
                jail = !jail && word.equals("vnet");
            } else if (!keywords.contains(word.toUpperCase(Locale.ROOT))) {
                kept.add(word);
            }
        }
        return String.join(" ", kept);
    }
}
