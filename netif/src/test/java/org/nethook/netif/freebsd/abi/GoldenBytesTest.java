package org.nethook.netif.freebsd.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.attribute.LaggReqFlags;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;

/** Our codecs write the same bytes as a C compiler writes from initialised structs. */
@Tag("abi")
class GoldenBytesTest {
    private static final IpAddress IPV4 = IpAddress.parse("192.0.2.10");
    private static final IpAddress IPV6 = IpAddress.parse("2001:db8::1");
    private static final MacAddress MAC = MacAddress.parse("02:00:5e:10:20:30");
    private static final Map<String, Consumer<Memory>> IMAGES = new TreeMap<>(Map.of(
            "SIOCSIFFLAGS",
            named("lagg0", memory -> IfReq.putFlags(memory, 0x28843)),
            "SIOCSIFMTU",
            named("em0", memory -> IfReq.putMtu(memory, 9000)),
            "SIOCIFCREATE2",
            named("lagg", memory -> {}),
            "SIOCSIFLLADDR",
            named("em0", memory -> IfReq.putMac(memory, MAC)),
            "SIOCDIFADDR",
            named("em0", memory -> IfReq.putAddress(memory, IPV4)),
            "SIOCAIFADDR",
            memory -> InAliasReq.put(memory, "em0", IPV4, 24, IpAddress.parse("192.0.2.255")),
            "SIOCAIFADDR_IN6",
            memory -> In6AliasReq.put(memory, "em0", IPV6, 0, 64),
            "SIOCDIFADDR_IN6",
            memory -> In6IfReq.put(memory, "em0", IPV6, 0),
            "SIOCSLAGGPORT",
            memory -> LaggReqPort.putNames(memory, 0, "lagg0", "em1"),
            "sockaddr_dl_ether",
            memory -> SockaddrDl.put(memory, 0, 2, NetIf.IFT_ETHER, "em0", MAC)));

    static {
        IMAGES.put("SIOCSLAGG", memory -> {
            LaggReqAll.putIfName(memory, "lagg0");
            LaggReqAll.putProto(memory, LaggReqAll.LAGG_PROTO_FAILOVER);
        });
        IMAGES.put("SIOCSLAGGOPTS", memory -> {
            LaggReqOpts.putIfName(memory, "lagg0");
            LaggReqOpts.putOpts(memory, LaggReqOpts.LAGG_OPT_LACP_FAST_TIMO);
        });
        IMAGES.put("SIOCSLAGGHASH", memory -> {
            LaggReqFlags.putIfName(memory, "lagg0");
            LaggReqFlags.putFlags(memory, LaggReqFlags.LAGG_F_HASHMASK);
        });
        IMAGES.put("SIOCSIFINFO_IN6", memory -> {
            In6NdiReq.putName(memory, "em0");
            In6NdiReq.putFlags(memory, In6NdiReq.ND6_IFF_PERFORMNUD | In6NdiReq.ND6_IFF_AUTO_LINKLOCAL);
        });
    }

    private static Consumer<Memory> named(String ifName, Consumer<Memory> rest) {
        return memory -> {
            IfReq.putName(memory, ifName);
            rest.accept(memory);
        };
    }

    @Test
    void shouldWriteTheImagesOfTheCompiler() {
        JsonNode golden = AbiTable.read().at("/derived/golden_bytes");
        Set<String> inTable = new TreeSet<>();
        golden.fieldNames().forEachRemaining(inTable::add);
        assertEquals(inTable, IMAGES.keySet());
        IMAGES.forEach((name, write) -> {
            ByteMemory memory = ByteMemory.allocate(golden.get(name).get("len").asInt());
            write.accept(memory);
            assertEquals(golden.get(name).get("hex").asText(), HexFormat.of().formatHex(memory.array()), name);
        });
    }
}
