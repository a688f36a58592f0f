package org.nethook.ipinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.api.plan.VariableChange;
import org.nethook.ipinjection.check.Rules;
import org.nethook.ipinjection.request.BadRequestException;
import org.nethook.ipinjection.request.Given;
import org.nethook.ipinjection.request.Request;
import org.nethook.ipinjection.request.RequestParser;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;

/**
 * Files that somebody made up, and mutations of good ones: each is refused with a message that is safe to print, or read as what it
 * is. {@code -Dnethook.hostile-files=N} reads so many, {@code -Dnethook.hostile-runs=N} has so many of them carried out.
 */
@Tag("D1")
class HostileFilesTest {
    private static final int FILES = Integer.getInteger("nethook.hostile-files", 1_000_000);
    private static final int RUNS = Integer.getInteger("nethook.hostile-runs", 60);
    private static final long SEED = 20_261_123L;

    private static final String[] GOOD = {
        Guest.request(
                "10.0.0.5;10.0.0.6;2001:db8::5", "255.255.255.0;24;/64", "10.0.0.1;fe80::1%hn0", "10.0.0.53", false),
        Guest.request("10.0.0.5", "24", "", "", false),
        Guest.request("", "", "", "10.0.0.53;10.0.0.54", true),
        "HWADDR=00:15:5d:01:02:03\nIF_NAME=hn0\nDHCP=no\nIPADDR=10.0.0.5\nNETMASK=255.255.255.0\nIPADDR_1=10.0.0.6\n"
                + "NETMASK_1=24\nGATEWAY=10.0.0.1\nDNS1=10.0.0.53\nIPV6ADDR=2001:db8::5\nIPV6NETMASK=64\n"
                + "IPV6_DEFAULTGW=fe80::1\n",
    };
    private static final String[] PIECES = {
        ";touch /tmp/x", "$(reboot)", "`reboot`", "\n", "\r\n", "\0", "'", "\"", "\\", "|sh", "&", "10.0.0.7",
                "255.255.0.0",
        "/64", "::", "2001:db8::7", "%hn0", ";", "=", "DHCP=1\n", "IP_ADDR=", "HWADDR=0:15:5d:1:2:3\n", "#", " ", "\t",
                "0x10",
        "-1", "999999999999", "..", "/", "\u00ff", "\u0080", "${IFS}", "hn1", "NETMASK_1=24\n", "IPADDR_2=10.0.0.8\n",
    };

    private static byte[] file(Random random) {
        if (random.nextInt(20) == 0) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(GOOD[random.nextInt(GOOD.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            String piece = PIECES[random.nextInt(PIECES.length)];
            switch (random.nextInt(5)) {
                case 0:
                    text.insert(at, piece);
                    break;
                case 1:
                    text.replace(at, Math.min(text.length(), at + 1 + random.nextInt(12)), piece);
                    break;
                case 2:
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
                    break;
                case 3:
                    text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                    break;
                default:
                    text.insert(at, (char) random.nextInt(256));
                    break;
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Null when the file is refused. */
    private static Request read(byte[] file) {
        try {
            Request request = RequestParser.parse(file);
            Rules.check(request);
            return request;
        } catch (BadRequestException e) {
            isSafe(e.getMessage());
            return null;
        } catch (RuntimeException e) {
            return fail(new String(file, StandardCharsets.ISO_8859_1), e);
        }
    }

    private static void isSafe(String message) {
        assertTrue(!message.isEmpty() && message.length() < 600, message);
        for (int i = 0; i < message.length(); i++) {
            if (message.charAt(i) < ' ' || message.charAt(i) > '~') {
                fail("not safe to print: " + message);
            }
        }
    }

    @Test
    void shouldReadOrRefuseEveryFile() {
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            read += read(file(random)) == null ? 0 : 1;
        }
        System.out.println("hostile files: " + FILES + ", " + read + " of them good");
        assertTrue(read > FILES / 100 && read < FILES / 2, "of " + FILES + " files " + read + " are good");
    }

    @Test
    void shouldStartNothingAndWriteNothingBeforeItIsRead() {
        Random random = new Random(SEED);
        int done = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] file = file(random);
            if (i % 2 == 0) {
                while (read(file) == null) {
                    file = file(random); // half of them good, so that there is something to be done
                }
            }
            done += carriedOut(file) ? 1 : 0;
        }
        assertTrue(done > RUNS / 4, done + " of " + RUNS + " were carried out");
    }

    private static boolean carriedOut(byte[] file) {
        // A test's file is UTF-8: what is not ASCII becomes other bytes, and is refused all the same.
        String text = new String(file, StandardCharsets.ISO_8859_1);
        try (TestHost host = Guest.machine(text).boot()) {
            String rcConf = host.rcConf();
            String resolvConf = host.resolvConf();
            CommandOutcome outcome = Guest.inject(host);
            assertTrue(outcome.status() == 0 || outcome.status() == 65 || outcome.status() == 69, outcome.toString());
            for (Plan plan : host.plans()) {
                plan.steps().forEach(HostileFilesTest::isHarmless);
            }
            if (read(text.getBytes(StandardCharsets.UTF_8)) == null || outcome.status() == 65) {
                assertEquals(65, outcome.status(), text);
                assertEquals(List.of(), host.plans());
                assertEquals(rcConf, host.rcConf());
                assertEquals(resolvConf, host.resolvConf());
                return false;
            }
            return outcome.status() == 0;
        }
    }

    /** The only process that a plan starts is a DHCP client, with what rc.conf says; what goes to a shell's file is addresses. */
    private static void isHarmless(Step step) {
        if (step instanceof RunScript) {
            fail(step.describe());
        }
        if (step instanceof DhcpStep.Start start) {
            assertEquals(List.of("hn0"), start.interfaces());
            assertEquals(List.of(), start.flags());
        }
        if (step instanceof SystemConfigStep settings) {
            List<String> values = new ArrayList<>();
            for (VariableChange change : settings.changes()) {
                values.add(change.after().orElse(""));
            }
            for (String value : values) {
                assertTrue(value.matches("[0-9a-zA-Z:./% ]*"), value);
            }
        }
    }

    @Test
    void shouldReadTheGoodOnes() {
        for (String text : GOOD) {
            Request request = read(text.getBytes(StandardCharsets.US_ASCII));
            Given<String> ifName = request.ifName();
            assertEquals(new Given<>("hn0", "IF_NAME", 2), ifName);
        }
    }
}
