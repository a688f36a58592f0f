package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.AddressScope;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.attribute.IfReqBuffer;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.query.QueryIo;
import org.nethook.netif.freebsd.message.MediaWords;

/** Details from what running kernels answered. */
@Tag("corpus")
class DetailsTest {
    private final ScriptedLibC libc = new ScriptedLibC();
    private final FreeBsdPlatform platform = new FreeBsdPlatform(libc, null, null);

    /** hn0 of the 12.1 recordings: an epair with two IPv4 addresses and a link-local one. */
    @BeforeEach
    void answerAsRecorded() {
        libc.onSysctl(Recorded.of("12.1", "a_enumerate", 96).out(), 4, 17, 0, 0, 5, 0);
        refuse(FreeBsdErrno.EINVAL, SockIo.SIOCGLAGG, AttributeIo.SIOCGIFXMEDIA);
        refuse(FreeBsdErrno.ENOMSG, AttributeIo.SIOCGIFDESCR);
        answer(SockIo.SIOCGHWADDR, "12.1", "a_enumerate", 37);
        answer(AttributeIo.SIOCGIFMEDIA, "12.1", "a_enumerate", 141);
        answer(AttributeIo.SIOCGIFINFO_IN6, "12.1", "d_ipv6", 121);
        answer(SockIo.SIOCGIFAFLAG_IN6, "12.1", "d_ipv6", 211);
        answer(AttributeIo.SIOCGIFALIFETIME_IN6, "12.1", "d_ipv6", 468);
        answerWithArray(AttributeIo.SIOCGIFGROUP, IfGroupReq.IFGR_GROUPS, "a_enumerate", 122);
    }

    private void refuse(int errno, IoctlRequest... requests) {
        for (IoctlRequest request : requests) {
            libc.onIoctl(request, memory -> -errno);
        }
    }

    private void answer(IoctlRequest request, String release, String file, int seq) {
        byte[] out = Recorded.of(release, file, seq).out();
        libc.onIoctl(request, memory -> {
            memory.put(0, out, 0, out.length);
            return 0;
        });
    }

    private void answerWithArray(IoctlRequest request, int pointer, String file, int seq) {
        Recorded recorded = Recorded.of("12.1", file, seq);
        byte[] out = recorded.out();
        byte[] array = recorded.pointedToOut();
        libc.onIoctl(request, memory -> {
            long address = memory.getLong(pointer);
            memory.put(0, out, 0, pointer);
            if (address != 0) {
                libc.block(address).put(0, array, 0, array.length);
            }
            return 0;
        });
    }

    private NetifDetails details() throws NetifException {
        return platform.query().details("hn0").orElseThrow();
    }

    @Test
    void shouldTellWhatAnInterfaceSaysAlone() throws NetifException {
        NetifDetails details = details();
        assertEquals("hn0", details.netif().ifName());
        assertEquals(Optional.of(MacAddress.parse("00:0d:3a:00:00:01")), details.hardwareMac());
        assertEquals(
                "Ethernet 10Gbase-T (10Gbase-T <full-duplex>)",
                details.media().orElseThrow().toString());
        assertEquals(LinkState.UP, details.media().orElseThrow().link());
        assertEquals(Optional.empty(), details.description());
        assertEquals(List.of("all", "lo"), details.groups());
        assertEquals(Set.of(Nd6Flag.PERFORMNUD, Nd6Flag.AUTO_LINKLOCAL), details.nd6());
        assertEquals(Optional.empty(), details.lagg());
        assertEquals(details.netif().addresses().size(), details.addresses().size());
    }

    @Test
    void shouldTellFlagsAndLifetimesOfIpv6Addresses() throws NetifException {
        answer(SockIo.SIOCGIFAFLAG_IN6, "14.0", "d_ipv6", 222);
        boolean[] seen = {false, false};
        details().addresses().forEach(address -> {
            boolean v4 = address.address().address().isV4();
            seen[v4 ? 0 : 1] = true;
            assertEquals(v4 ? Set.of() : Set.of(AddressFlag.TENTATIVE), address.flags());
            assertEquals(v4, address.isUsable());
            assertEquals(
                    v4
                            ? AddressLifetime.INFINITE
                            : AddressLifetime.of(Duration.ofSeconds(1800), Duration.ofSeconds(3600)),
                    address.lifetime());
            assertEquals(
                    address.address().address().isLinkLocalV6() ? AddressScope.LINK : AddressScope.GLOBAL,
                    address.address().address().scope());
        });
        assertTrue(seen[0] && seen[1]);
    }

    @Test
    void shouldLeaveOutAnAddressThatWent() throws NetifException {
        assertEquals(
                FreeBsdErrno.EADDRNOTAVAIL, Recorded.of("12.1", "d_ipv6", 476).errno());
        refuse(FreeBsdErrno.EADDRNOTAVAIL, AttributeIo.SIOCGIFALIFETIME_IN6);
        details()
                .addresses()
                .forEach(address -> assertTrue(address.address().address().isV4()));
    }

    @Test
    void shouldReadADescriptionOfAnyLength() throws NetifException {
        answerWithArray(AttributeIo.SIOCGIFDESCR, IfReqOffset.BUFFER, "a_enumerate", 357);
        assertEquals(Optional.of("VF of hn0"), details().description());

        byte[] text = "d".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        libc.onIoctl(AttributeIo.SIOCGIFDESCR, memory -> {
            boolean fits = IfReqBuffer.length(memory) >= 1001;
            if (fits) {
                libc.block(IfReqBuffer.buffer(memory)).put(0, text, 0, text.length);
            }
            // As recorded: too small is a success with a null pointer and the length that is needed.
            IfReqBuffer.put(memory, fits ? IfReqBuffer.buffer(memory) : 0, 1001);
            return 0;
        });
        assertEquals(1000, details().description().orElseThrow().length());
    }

    /** Offset of ifr_buffer's pointer. */
    private static final class IfReqOffset {
        private static final int BUFFER = 24;
    }

    @ParameterizedTest
    @CsvSource({"12.1, 169, 170, ''", "14.0, 159, 160, USE_NUMA"})
    void shouldTellTheOptionsOfALagg(String release, int options, int hash, String set) throws NetifException {
        libc.onIoctl(SockIo.SIOCGLAGG, memory -> {
            LaggReqAll.putProto(memory, LaggReqAll.LAGG_PROTO_FAILOVER);
            LaggReqAll.putPorts(memory, 0, 0);
            return 0;
        });
        answer(AttributeIo.SIOCGLAGGOPTS, release, "b_lagg", options);
        answer(AttributeIo.SIOCGLAGGFLAGS, release, "b_lagg", hash);
        assertEquals(
                set.isEmpty() ? Set.of() : Set.of(LaggOption.valueOf(set)),
                details().lagg().orElseThrow().options());
        assertEquals(
                Set.of(LaggHash.L2, LaggHash.L3, LaggHash.L4),
                details().lagg().orElseThrow().hash());
        assertEquals(16, details().lagg().orElseThrow().flowIdShift());
        assertEquals(16, Recorded.of(release, "b_lagg", options).out()[LaggReqOpts.RO_FLOWID_SHIFT]);
    }

    @Test
    void shouldFindNothingWhereNothingIs() throws NetifException {
        assertEquals(Optional.empty(), platform.query().details("hn7"));
        refuse(FreeBsdErrno.ENXIO, AttributeIo.SIOCGIFGROUP);
        assertEquals(Optional.empty(), platform.query().details("hn0"), "it went while it was asked");
    }

    @Test
    void shouldHaveNoMediaWhereTheDriverHasNone() throws NetifException {
        refuse(FreeBsdErrno.EINVAL, AttributeIo.SIOCGIFMEDIA);
        refuse(FreeBsdErrno.ENODEV, SockIo.SIOCGHWADDR);
        assertEquals(Optional.empty(), details().media());
        assertEquals(Optional.empty(), details().hardwareMac());
    }

    @Test
    void shouldReportARefusal() {
        refuse(FreeBsdErrno.EPERM, AttributeIo.SIOCGIFMEDIA);
        NetifException e = assertThrows(NetifException.class, this::details);
        assertTrue(e.getMessage().startsWith("get details hn0: EPERM (1)"), e.getMessage());
    }

    @Test
    void shouldListTheCloners() throws NetifException {
        answerWithArray(QueryIo.SIOCIFGCLONERS, 8, "a_enumerate", 341);
        List<String> cloners = platform.query().cloners();
        assertEquals(9, cloners.size());
        assertTrue(cloners.containsAll(List.of("lagg", "vlan", "gif", "epair")), cloners.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0x20, 3, 0x10003a, 'Ethernet autoselect (10Gbase-T <full-duplex>)', UP",
        "0x20, 1, 0x20, Ethernet autoselect, DOWN",
        "0x22, 0, 0x22, Ethernet none, UNKNOWN",
        "0x20, 3, 0x00500830, 'Ethernet autoselect (100GBase-SR4 <full-duplex,flowcontrol>)', UP",
        "0x20, 3, 0x00100e30, 'Ethernet autoselect (100GBase-SR4 <full-duplex,rxpause,txpause>)', UP",
        "0x80, 1, 0x80, IEEE 802.11 Wireless Ethernet autoselect, DOWN"
    })
    void shouldReadMediaWords(String current, int status, String active, String text, LinkState link) {
        int word = Integer.decode(active);
        assertEquals(
                text, MediaWords.media(Integer.decode(current), status, word).toString());
        assertEquals(
                link, MediaWords.media(Integer.decode(current), status, word).link());
    }
}
