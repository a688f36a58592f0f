package org.nethook.host.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;

class InterfaceJsonTest {

    @Test
    void shouldWriteEverythingInAFixedOrder() throws IOException {
        Netif lagg = Netif.named("lagg0")
                .index(3)
                .flags(0x8843, EnumSet.of(InterfaceFlag.MULTICAST, InterfaceFlag.UP, InterfaceFlag.RUNNING))
                .mtu(1500)
                .mac(MacAddress.parse("00:0d:3a:12:34:56"))
                .linkState(LinkState.UP)
                .driver("lagg")
                .addresses(List.of(InterfaceAddress.parse("10.0.0.4/24"), InterfaceAddress.parse("2001:db8::4/64")))
                .lagg(new Lagg(
                        LaggProtocol.FAILOVER,
                        List.of(
                                new LaggPort("hn0", Set.of(LaggPort.Flag.ACTIVE, LaggPort.Flag.MASTER)),
                                new LaggPort("mlxen0", Set.of()))))
                .build();

        assertEquals(
                "{\"name\":\"lagg0\",\"index\":3,\"flags\":[\"UP\",\"RUNNING\",\"MULTICAST\"],\"mtu\":1500,"
                        + "\"mac\":\"00:0d:3a:12:34:56\",\"link\":\"up\",\"driver\":\"lagg\","
                        + "\"addresses\":[\"10.0.0.4/24\",\"2001:db8::4/64\"],"
                        + "\"lagg\":{\"protocol\":\"failover\",\"ports\":["
                        + "{\"name\":\"hn0\",\"flags\":[\"MASTER\",\"ACTIVE\"]},{\"name\":\"mlxen0\",\"flags\":[]}]}}",
                written(lagg));
    }

    @Test
    void shouldLeaveOutWhatAnInterfaceDoesNotHave() throws IOException {
        Netif bare = Netif.named("pflog0").index(2).mtu(33160).build();

        assertEquals(
                "{\"name\":\"pflog0\",\"index\":2,\"flags\":[],\"mtu\":33160,\"link\":\"unknown\",\"addresses\":[]}",
                written(bare));
    }

    private static String written(Netif netif) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            InterfaceJson.write(json, netif);
        }
        return text.toString();
    }
}
