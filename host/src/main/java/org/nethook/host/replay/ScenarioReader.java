package org.nethook.host.replay;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.event.InterfaceNames;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.LeaseSpec;
import org.nethook.netif.sim.LinkUpRule;
import org.nethook.netif.sim.MachineSpec;

/** Reads scenarios. A scenario is checked whole before anything runs. */
public final class ScenarioReader {
    static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);
    private static final String A_MAC = "a MAC address in quotes, such as \"00:0d:3a:12:34:56\"";

    private ScenarioReader() {}

    /**
     * Reads a scenario.
     *
     * @throws IOException when the file cannot be read
     * @throws ScenarioException when anything in it is wrong
     */
    public static Scenario read(Path file) throws IOException, ScenarioException {
        Fields root = new Fields(file, "", parse(file).root()).allow("title", "machine", "timeline", "until");
        String title = root.text("title", "a text", String.valueOf(file.getFileName()));
        Inventory inventory = new Inventory();
        MachineSpec machine = machine(root.object("machine"), inventory);
        List<Happening> timeline = new TimelineReader(inventory).read(root);
        Duration last = timeline.isEmpty()
                ? Duration.ZERO
                : timeline.get(timeline.size() - 1).at();
        Duration until = root.has("until") ? root.time("until", LONGEST) : last.plus(AFTERWARDS);
        if (until.compareTo(last) < 0) {
            throw root.mustBe(
                    "until", "no earlier than the last entry of the timeline (" + TimelineReader.text(last) + ")");
        }
        return new Scenario(title, machine, timeline, until);
    }

    private static Config parse(Path file) throws IOException, ScenarioException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new ScenarioException(file + ": must be a text in UTF-8");
        }
        try {
            ConfigParseOptions options =
                    ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setIncluder(new NoIncludes());
            return ConfigFactory.parseString(text, options).resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException e) {
            throw new ScenarioException(syntax(file, e));
        }
    }

    /** The parser's complaint without the place, which it words in its own way, and without its guesses. */
    private static String syntax(Path file, ConfigException e) {
        String message = e.getMessage().replace('\n', ' ');
        int guess = message.indexOf(" (if you intended ");
        message = guess < 0 ? message : message.substring(0, guess);
        if (e.origin() == null) {
            return file + ": " + message;
        }
        String place = e.origin().description() + ": ";
        int line = e.origin().lineNumber();
        return file + (line > 0 ? ":" + line : "") + ": "
                + (message.startsWith(place) ? message.substring(place.length()) : message);
    }

    private static MachineSpec machine(Fields machine, Inventory inventory) throws ScenarioException {
        machine.allow("release", "interfaces", "rc-conf", "sysctls", "dhcp-leases", "devd");
        String release = machine.has("release") ? machine.word("release", "12.1", "14.0") : "14.0";
        List<InterfaceSpec> interfaces = new ArrayList<>();
        for (Fields each : machine.objects("interfaces")) {
            InterfaceSpec spec = interfaceSpec(each, inventory);
            inventory.add(spec.ifName(), new Inventory.Item(spec.driver(), spec.mac(), false));
            interfaces.add(spec);
        }
        Map<String, Object> sysctls = new LinkedHashMap<>();
        if (machine.has("sysctls")) {
            machine.eachDotted("sysctls", sysctls);
        }
        String rcConf = machine.text("rc-conf", "the text of rc.conf between \"\"\" and \"\"\"", "");
        List<LeaseSpec> leases = new ArrayList<>();
        if (machine.has("dhcp-leases")) {
            for (Fields each : machine.objects("dhcp-leases")) {
                leases.add(lease(each, leases));
            }
        }
        return new MachineSpec(
                release,
                sysctls,
                interfaces,
                rcConf.stripTrailing().stripIndent().strip() + "\n",
                leases,
                machine.has("devd") ? linkUp(machine.word("devd", "nethook", "base", "none")) : LinkUpRule.NETHOOK);
    }

    private static LinkUpRule linkUp(String word) {
        return word.equals("base") ? LinkUpRule.BASE : word.equals("none") ? LinkUpRule.NONE : LinkUpRule.NETHOOK;
    }

    /** Reads {@code { name, driver, mac, mtu, link }}; the driver is the name without its unit where it is not given. */
    static InterfaceSpec interfaceSpec(Fields fields, Inventory inventory) throws ScenarioException {
        fields.allow("name", "driver", "mac", "mtu", "link");
        String ifName = newName(fields, "name", inventory);
        int mtu = fields.has("mtu") ? fields.integer("mtu", 72, 65535) : 1500;
        boolean link = !fields.has("link") || fields.word("link", "up", "down").equals("up");
        return new InterfaceSpec(ifName, driver(fields, ifName), mac(fields), mtu, link);
    }

    /** The name of an interface that is not there yet. */
    static String newName(Fields fields, String key, Inventory inventory) throws ScenarioException {
        String allowed = "an interface's name: " + InterfaceNames.ALLOWED;
        String ifName = fields.text(key, allowed);
        if (!InterfaceNames.isValid(ifName)) {
            throw fields.mustBe(key, allowed);
        }
        if (inventory.find(ifName) != null) {
            throw fields.wrong(key, "there is an interface " + ifName + " already");
        }
        return ifName;
    }

    static String driver(Fields fields, String ifName) throws ScenarioException {
        String unitless = ifName.replaceAll("[0-9]+$", "");
        return fields.has("driver")
                ? fields.parsed("driver", "a driver's name, such as hn, mlxen or em", named("[a-z][a-z0-9_]{0,14}"))
                : unitless;
    }

    static MacAddress mac(Fields fields) throws ScenarioException {
        return fields.parsed("mac", A_MAC, MacAddress::parse);
    }

    private static Function<String, String> named(String pattern) {
        return text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }

    private static LeaseSpec lease(Fields fields, List<LeaseSpec> others) throws ScenarioException {
        fields.allow("mac", "address", "router", "delay");
        MacAddress mac = mac(fields);
        for (LeaseSpec other : others) {
            if (other.mac().equals(mac)) {
                throw fields.wrong("mac", "there is a lease for " + mac + " already");
            }
        }
        InterfaceAddress address = fields.parsed(
                "address", "an IPv4 address with its prefix length, such as 10.0.0.4/24", ScenarioReader::address4);
        Optional<IpAddress> router = Optional.empty();
        if (fields.has("router")) {
            IpAddress gateway = fields.parsed("router", "an IPv4 address such as 10.0.0.1", IpAddress::parse);
            if (!address.subnetContains(gateway)) {
                throw fields.mustBe("router", "an address in the subnet of " + address);
            }
            router = Optional.of(gateway);
        }
        Duration delay = fields.has("delay") ? fields.time("delay", LONGEST) : Duration.ofSeconds(1);
        return new LeaseSpec(mac, address, router, delay);
    }

    private static InterfaceAddress address4(String text) {
        InterfaceAddress address = InterfaceAddress.parse(text);
        if (!address.address().isV4()) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }
}
