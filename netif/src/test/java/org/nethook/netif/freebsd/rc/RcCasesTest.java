package org.nethook.netif.freebsd.rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfigException;

/**
 * What FreeBSD 14's own rc decided, case by case; {@code -Dnethook.rc-cases=FILE} takes other cases of the same shape. The texts
 * are only ever data here; no shell sees them.
 *
 * <p>A case agrees when each question has the recorded answer, and a question at which rc's shell ended has none. A case that
 * sets more than literal texts may be left to rc's own shell, which is not here: it is named, and does not count as agreeing.
 * A wrong answer is never right, nor is a refusal of a case that only sets texts. Not asked are {@code ifn_start_trace}, which takes
 * a shell, and base's own {@code hyperv_vfattach} ({@code daemon_args}), whose defects nethook does not have.
 */
@Tag("C1")
@Tag("rc-cases")
class RcCasesTest {
    static final String PROPERTY = "nethook.rc-cases";

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
            background_dhclient="NO"
            dhclient_flags=""
            network_interfaces="auto"
            netif_enable="YES"
            netif_ipexpand_max="2048"
            gateway_enable="NO"
            ipv6_network_interfaces="auto"
            ipv6_activate_all_interfaces="NO"
            ipv6_gateway_enable="NO"
            ipv6_privacy="NO"
            ipv6_static_routes=""
            ipv6_cpe_wanif="NO"
            rtsold_enable="NO"
            sshd_enable="NO"
            inetd_enable="NO"
            ntpd_enable="NO"
            cron_enable="YES"
            syslogd_enable="YES"
            syslogd_flags="-s"
            firewall_enable="NO"
            keymap="NO"
            dumpdev="AUTO"
            nisdomainname="NO"
            nfs_bufpackets=""
            update_motd="YES"
            """;

    /** What is left to rc's own shell, and why. */
    private static final Map<String, String> FOR_THE_SHELL = new TreeMap<>(Map.of(
            "rc-124", "the unquoted value [netif] is a pattern for file names",
            "rc-126", "the value is the output of a command",
            "rc-130", "a case on the output of a command",
            "rc-138", "reads a file nobody gave, if it exists",
            "rc-274", "the unquoted value is a pattern for file names",
            "rc-288", "a redirection that may fail"));

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> left = new TreeMap<>();

    /** One question: what rc answered, null where its shell had ended, and how to ask it here. */
    private record Question(String name, String expected, Answer answer) {
        interface Answer {
            String get() throws SystemConfigException;
        }
    }

    private static JsonNode cases() throws IOException {
        String file = System.getProperty(PROPERTY, "");
        // Maven runs this in the module's directory; a name from where Maven was started is found too.
        Path path = Files.exists(Path.of(file)) ? Path.of(file) : Path.of("..").resolve(file);
        try (InputStream in =
                file.isEmpty() ? RcCasesTest.class.getResourceAsStream("/rc/cases.json") : Files.newInputStream(path)) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void shouldDecideAsRcDoes() throws IOException {
        int agree = 0;
        int all = 0;
        for (JsonNode observed : cases()) {
            all++;
            agree += agrees(observed) ? 1 : 0;
        }
        System.out.println("rc cases: " + agree + " of " + all + " agree");
        for (Map.Entry<String, String> each : left.entrySet()) {
            System.out.println("rc cases: skipped, for rc's own shell: " + each.getKey() + ": " + each.getValue());
        }
        wrong.forEach(each -> System.out.println("rc cases: differs: " + each));
        assertEquals(List.of(), wrong);
        assertEquals(all, agree + left.size());
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            assertEquals(151, all);
            assertEquals(FOR_THE_SHELL.keySet(), left.keySet());
        }
    }

    private boolean agrees(JsonNode observed) {
        String id = observed.get("id").asText();
        boolean isStatic = observed.get("static").asBoolean();
        int before = wrong.size();
        for (Question question : questions(observed)) {
            try {
                String answer = question.answer.get();
                if (question.expected == null || !question.expected.equals(answer)) {
                    wrong.add(id + ": " + question.name + " was " + question.expected + ", not " + answer);
                }
            } catch (SystemConfigException e) {
                assertTrue(e.getMessage().indexOf('\n') < 0, e.getMessage());
                if (question.expected != null && isStatic) {
                    wrong.add(id + ": " + question.name + " was " + question.expected + ": " + e.getMessage());
                } else if (question.expected != null) {
                    left.putIfAbsent(id, question.name + ": " + e.getMessage());
                }
            }
        }
        if (wrong.size() > before) {
            left.remove(id);
        }
        return wrong.size() == before && !left.containsKey(id);
    }

    private static List<Question> questions(JsonNode observed) {
        JsonNode results = observed.get("results");
        String ifName = observed.get("ifname").asText();
        Map<String, String> texts = new TreeMap<>();
        texts.put("etc/defaults/rc.conf", DEFAULTS);
        for (Map.Entry<String, JsonNode> file : observed.get("files").properties()) {
            texts.put(file.getKey(), bytes(observed, file.getValue().asText()));
        }
        RcSystemConfig config = RcSystemConfig.ofTexts(texts);
        List<Question> questions = new ArrayList<>();
        ask(questions, observed, results, "dhcpif", () -> text(config.usesDhcp(ifName)));
        ask(
                questions,
                observed,
                results,
                "autoif",
                () -> text(of(config, ifName).automatic()));
        ask(
                questions,
                observed,
                results,
                "noafif",
                () -> text(!of(config, ifName).addresses()));
        ask(
                questions,
                observed,
                results,
                "syncdhcpif",
                () -> text(of(config, ifName).synchronousDhcp()));
        ask(
                questions,
                observed,
                results,
                "ipv6if",
                () -> text(of(config, ifName).ipv6()));
        ask(
                questions,
                observed,
                results,
                "ipv6_autoconfif",
                () -> text(of(config, ifName).routerAdvertisements()));
        ask(questions, observed, results, "wpaif", () -> text(of(config, ifName).wpa()));
        ask(
                questions,
                observed,
                results,
                "ifconfig_getargs",
                () -> of(config, ifName).arguments());
        ask(
                questions,
                observed,
                results,
                "ifconfig_getargs_ipv6",
                () -> of(config, ifName).ipv6Arguments());
        aliases(questions, observed, "ifalias_inet", () -> of(config, ifName).aliases());
        aliases(questions, observed, "ifalias_inet6", () -> of(config, ifName).ipv6Aliases());
        variables(questions, observed, config);

        RcSystemConfig boot = config.as("network", "netif");
        JsonNode atBoot = results.path("boot_netif");
        ask(questions, observed, atBoot, "dhcpif", () -> text(boot.usesDhcp(ifName)));
        ask(
                questions,
                observed,
                atBoot,
                "syncdhcpif",
                () -> text(of(boot, ifName).synchronousDhcp()));
        ask(
                questions,
                observed,
                atBoot,
                "ifconfig_getargs",
                () -> of(boot, ifName).arguments());
        RcSystemConfig dhclient = config.as("dhclient", "network");
        ask(questions, observed, results.path("rcd_dhclient"), "dhcpif", () -> text(dhclient.usesDhcp(ifName)));
        String shown = results.path("hv_get_dhcp_info_stdout_for_hn0").asText(null);
        if (shown != null) {
            String expected = shown.isEmpty() ? null : shown;
            questions.add(new Question(
                    "hv_get_dhcp_info hn0", expected, () -> config.usesDhcp("hn0") ? "Enabled\n" : "Disabled\n"));
        }
        JsonNode delay = results.path("vf_delay");
        if (results.get("loaded").asBoolean() && delay.has("load_rc_config")) {
            questions.add(new Question(
                    "hyperv_vf_delay",
                    value(observed, delay.get("load_rc_config")),
                    () -> shown(config, "hyperv_vf_delay")));
        }
        sysrc(questions, observed, delay.path("sysrc"), config, "hyperv_vf_delay");
        if (ifName.indexOf(':') < 0) {
            sysrc(
                    questions,
                    observed,
                    results.path("sysrc_ifconfig_IF"),
                    config,
                    "ifconfig_" + InterfaceRules.namePart(ifName));
        }
        return questions;
    }

    /** sysrc(8) reads no rc.conf.d; its status is 1 for a variable that is not set and for files its shell does not get through. */
    private static void sysrc(
            List<Question> questions, JsonNode observed, JsonNode sysrc, RcSystemConfig config, String name) {
        boolean ended = !observed.get("results").get("loaded").asBoolean();
        boolean found = sysrc.path("exit").asInt(1) == 0;
        String value = bytes(observed, sysrc.path("stdout").asText(""));
        if (sysrc.isObject() && (found && !value.isEmpty() || !ended)) {
            questions.add(new Question("sysrc " + name, found ? value : UNSET, () -> printed(config, name)));
        }
    }

    /** As a command substitution takes it. */
    private static String printed(RcSystemConfig config, String name) throws SystemConfigException {
        String value = shown(config.as(), name);
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '\n') {
            end--;
        }
        return value.substring(0, end);
    }

    private static void variables(List<Question> questions, JsonNode observed, RcSystemConfig config) {
        JsonNode results = observed.get("results");
        if (!results.get("loaded").asBoolean()) {
            questions.add(new Question("hostname", null, () -> shown(config, "hostname")));
            return;
        }
        String ifName = observed.get("ifname").asText();
        results.get("vars").fieldNames().forEachRemaining(name -> {
            Question.Answer answer = () -> shown(config, name);
            if (name.startsWith("get_if_var ")) {
                String pattern = name.substring("get_if_var ".length());
                int at = pattern.indexOf("_IF");
                answer = () -> config.interfaceVariable(
                                pattern.substring(0, at), ifName, pattern.substring(at + 3), null)
                        .orElse("");
            }
            questions.add(new Question(name, value(observed, results.get("vars").get(name)), answer));
        });
    }

    private static final String UNSET = "(unset)";

    private static String shown(RcSystemConfig config, String name) throws SystemConfigException {
        return config.variable(name).orElse(UNSET);
    }

    private static String value(JsonNode observed, JsonNode value) {
        return value.isNull() ? UNSET : bytes(observed, value.asText());
    }

    private static void ask(
            List<Question> questions, JsonNode observed, JsonNode results, String name, Question.Answer answer) {
        if (results.has(name)) {
            JsonNode value = results.get(name);
            questions.add(new Question(name, value.isNull() ? null : bytes(observed, value.asText()), answer));
        }
    }

    private interface Aliases {
        List<String> get() throws SystemConfigException;
    }

    private static void aliases(List<Question> questions, JsonNode observed, String name, Aliases aliases) {
        JsonNode results = observed.get("results");
        if (!results.has(name)) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        results.get(name)
                .forEach(line -> lines.append(bytes(observed, line.asText())).append('\n'));
        String ifName = observed.get("ifname").asText();
        questions.add(new Question(name, results.get("loaded").asBoolean() ? lines.toString() : null, () -> {
            StringBuilder own = new StringBuilder();
            for (String alias : aliases.get()) {
                own.append("ifconfig ").append(ifName).append(' ').append(alias).append(" alias\n");
            }
            return own.toString();
        }));
    }

    private static InterfaceConfig of(RcSystemConfig config, String ifName) throws SystemConfigException {
        return config.interfaceConfig(ifName);
    }

    private static String text(boolean value) {
        return String.valueOf(value);
    }

    private static String bytes(JsonNode observed, String text) {
        boolean latin1 = observed.path("encoding").asText().equals("latin-1");
        Charset charset = latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
