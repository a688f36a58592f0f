package org.nethook.netif.freebsd.message;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Media;
import org.nethook.netif.freebsd.abi.attribute.EtherMedia;
import org.nethook.netif.freebsd.abi.attribute.MediaWord;

/** Media words in the words of ifconfig(8). */
public final class MediaWords {
    private MediaWords() {}

    /**
     * Reads an answer.
     *
     * @param current the word somebody set
     * @param status {@code IFM_AVALID} and {@code IFM_ACTIVE}
     * @param active the word in use
     */
    public static Media media(int current, int status, int active) {
        LinkState link = LinkState.UNKNOWN;
        if ((status & MediaWord.IFM_AVALID) != 0) {
            link = (status & MediaWord.IFM_ACTIVE) != 0 ? LinkState.UP : LinkState.DOWN;
        }
        return new Media(type(current), subtype(current), subtype(active), options(active), link);
    }

    private static String type(int word) {
        switch (word & MediaWord.IFM_NMASK) {
            case MediaWord.IFM_ETHER:
                return "Ethernet";
            case MediaWord.IFM_IEEE80211:
                return "IEEE 802.11 Wireless Ethernet";
            case MediaWord.IFM_ATM:
                return "ATM";
            default:
                return "type 0x" + Integer.toHexString(word & MediaWord.IFM_NMASK);
        }
    }

    private static String subtype(int word) {
        boolean ether = (word & MediaWord.IFM_NMASK) == MediaWord.IFM_ETHER;
        EtherMedia known = ether ? EtherMedia.of(word) : null;
        if (known != null) {
            return known.text();
        }
        int subtype = word & (ether ? MediaWord.IFM_TMASK | MediaWord.IFM_ETH_XTYPE : MediaWord.IFM_TMASK);
        switch (subtype) {
            case MediaWord.IFM_AUTO:
                return "autoselect";
            case MediaWord.IFM_MANUAL:
                return "manual";
            case MediaWord.IFM_NONE:
                return "none";
            default:
                return "subtype 0x" + Integer.toHexString(subtype);
        }
    }

    private static List<String> options(int word) {
        List<String> options = new ArrayList<>();
        addIf(word, MediaWord.IFM_FDX, "full-duplex", options);
        addIf(word, MediaWord.IFM_HDX, "half-duplex", options);
        addIf(word, MediaWord.IFM_FLOW, "flowcontrol", options);
        addIf(word, MediaWord.IFM_LOOP, "hw-loopback", options);
        if ((word & MediaWord.IFM_NMASK) == MediaWord.IFM_ETHER) {
            addIf(word, MediaWord.IFM_ETH_MASTER, "master", options);
            addIf(word, MediaWord.IFM_ETH_RXPAUSE, "rxpause", options);
            addIf(word, MediaWord.IFM_ETH_TXPAUSE, "txpause", options);
        }
        return options;
    }

    private static void addIf(int word, int bit, String text, List<String> options) {
        if ((word & bit) != 0) {
            options.add(text);
        }
    }
}
