package org.nethook.ipinjection.request;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;

/** Single values of the request: each is exactly one of the forms named here, or refused. */
final class Values {
    private static final int LONGEST_NAME = 15;
    private static final int MOST_IN_A_LIST = 64;
    private static final int MAC_OCTETS = 6;

    private Values() {}

    /** Six octets of one or two hexadecimal digits, as ether_ntoa(3) writes them. */
    static MacAddress mac(Given<String> given) throws BadRequestException {
        String text = given.value();
        byte[] octets = new byte[MAC_OCTETS];
        int at = 0;
        for (int i = 0; i < MAC_OCTETS; i++) {
            int end = i < MAC_OCTETS - 1 ? text.indexOf(':', at) : text.length();
            int octet = end < 0 ? -1 : hex(text, at, end);
            if (octet < 0) {
                throw given.bad(Quoted.of(text) + " is not a MAC address; allowed is one such as 0:15:5d:1:2:3");
            }
            octets[i] = (byte) octet;
            at = end + 1;
        }
        return MacAddress.of(octets);
    }

    private static int hex(String text, int start, int end) {
        if (end - start < 1 || end - start > 2) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String ifName(Given<String> given) throws BadRequestException {
        if (!isIfName(given.value())) {
            throw given.bad(Quoted.of(given.value()) + " is not the name of an interface; allowed are 1 to "
                    + LONGEST_NAME + " letters, digits, dots, hyphens and underscores, with a letter in front");
        }
        return given.value();
    }

    private static boolean isIfName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The daemon writes 0 or 1, the script's header says yes. */
    static boolean dhcp(Given<String> given) throws BadRequestException {
        String text = given.value();
        if (text.equals("1") || text.equalsIgnoreCase("yes")) {
            return true;
        }
        if (text.equals("0") || text.equalsIgnoreCase("no")) {
            return false;
        }
        throw given.bad(Quoted.of(text) + " is not allowed; allowed are 0, 1, no and yes");
    }

    static IpAddress address(Given<String> given) throws BadRequestException {
        try {
            return IpAddress.parse(given.value());
        } catch (IllegalArgumentException e) {
            throw given.bad(
                    Quoted.of(given.value()) + " is not an IP address; allowed is one such as 10.0.0.4 or 2001:db8::4");
        }
    }

    /** An address; an IPv6 one may have a zone, as netstat(1) prints it. */
    static Gateway gateway(Given<String> given) throws BadRequestException {
        String text = given.value();
        int percent = text.indexOf('%');
        if (percent < 0) {
            return new Gateway(address(given), "");
        }
        IpAddress address = address(new Given<>(text.substring(0, percent), given.key(), given.line()));
        String zone = text.substring(percent + 1);
        if (!address.isLinkLocalV6() || !isIfName(zone)) {
            throw given.bad(Quoted.of(text) + " has a zone; allowed is one only behind a link-local IPv6 address, and"
                    + " only the name of an interface");
        }
        return new Gateway(address, zone);
    }

    /** The elements of a list that semicolons join; blanks around them and one semicolon at the end do not count. */
    static List<Given<String>> list(Given<String> given) throws BadRequestException {
        List<Given<String>> elements = new ArrayList<>();
        String text = given.value();
        int start = 0;
        while (start < text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            String element = text.substring(start, end).strip();
            if (element.isEmpty()) {
                if (semicolon < 0) {
                    break; // blanks at the end
                }
                throw given.bad("element " + (elements.size() + 1) + " of " + Quoted.of(text)
                        + " is empty; allowed are addresses joined by single semicolons");
            }
            if (elements.size() == MOST_IN_A_LIST) {
                throw given.bad("there are more than " + MOST_IN_A_LIST + " elements");
            }
            elements.add(new Given<>(element, given.key(), given.line()));
            start = end + 1;
        }
        return elements;
    }
}
