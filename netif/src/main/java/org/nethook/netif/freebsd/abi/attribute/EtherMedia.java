package org.nethook.netif.freebsd.abi.attribute;

/** Subtypes of Ethernet media (net/if_media.h) and the names that ifconfig(8) prints for them. */
public enum EtherMedia {
    IFM_10_T(0x3, "10baseT/UTP"),
    IFM_10_2(0x4, "10base2/BNC"),
    IFM_10_5(0x5, "10base5/AUI"),
    IFM_100_TX(0x6, "100baseTX"),
    IFM_100_FX(0x7, "100baseFX"),
    IFM_100_T4(0x8, "100baseT4"),
    IFM_100_VG(0x9, "100baseVG"),
    IFM_100_T2(0xa, "100baseT2"),
    IFM_1000_SX(0xb, "1000baseSX"),
    IFM_10_STP(0xc, "10baseSTP"),
    IFM_10_FL(0xd, "10baseFL"),
    IFM_1000_LX(0xe, "1000baseLX"),
    IFM_1000_CX(0xf, "1000baseCX"),
    IFM_1000_T(0x10, "1000baseT"),
    IFM_HPNA_1(0x11, "homePNA"),
    IFM_10G_LR(0x12, "10Gbase-LR"),
    IFM_10G_SR(0x13, "10Gbase-SR"),
    IFM_10G_CX4(0x14, "10Gbase-CX4"),
    IFM_2500_SX(0x15, "2500BaseSX"),
    IFM_10G_TWINAX(0x16, "10Gbase-Twinax"),
    IFM_10G_TWINAX_LONG(0x17, "10Gbase-Twinax-Long"),
    IFM_10G_LRM(0x18, "10Gbase-LRM"),
    IFM_UNKNOWN(0x19, "Unknown"),
    IFM_10G_T(0x1a, "10Gbase-T"),
    IFM_40G_CR4(0x1b, "40Gbase-CR4"),
    IFM_40G_SR4(0x1c, "40Gbase-SR4"),
    IFM_40G_LR4(0x1d, "40Gbase-LR4"),
    IFM_1000_KX(0x1e, "1000Base-KX"),
    IFM_OTHER(0x1f, "Other"),
    IFM_10G_KX4(0x800, "10GBase-KX4"),
    IFM_10G_KR(0x801, "10GBase-KR"),
    IFM_10G_CR1(0x802, "10GBase-CR1"),
    IFM_20G_KR2(0x803, "20GBase-KR2"),
    IFM_2500_KX(0x804, "2500Base-KX"),
    IFM_2500_T(0x805, "2500Base-T"),
    IFM_5000_T(0x806, "5000Base-T"),
    IFM_50G_PCIE(0x807, "PCIExpress-50G"),
    IFM_25G_PCIE(0x808, "PCIExpress-25G"),
    IFM_1000_SGMII(0x809, "1000Base-SGMII"),
    IFM_10G_SFI(0x80a, "10GBase-SFI"),
    IFM_40G_XLPPI(0x80b, "40GBase-XLPPI"),
    IFM_1000_CX_SGMII(0x80c, "1000Base-CX-SGMII"),
    IFM_40G_KR4(0x80d, "40GBase-KR4"),
    IFM_10G_ER(0x80e, "10GBase-ER"),
    IFM_100G_CR4(0x80f, "100GBase-CR4"),
    IFM_100G_SR4(0x810, "100GBase-SR4"),
    IFM_100G_KR4(0x811, "100GBase-KR4"),
    IFM_100G_LR4(0x812, "100GBase-LR4"),
    IFM_56G_R4(0x813, "56GBase-R4"),
    IFM_100_T(0x814, "100BaseT"),
    IFM_25G_CR(0x815, "25GBase-CR"),
    IFM_25G_KR(0x816, "25GBase-KR"),
    IFM_25G_SR(0x817, "25GBase-SR"),
    IFM_50G_CR2(0x818, "50GBase-CR2"),
    IFM_50G_KR2(0x819, "50GBase-KR2"),
    IFM_25G_LR(0x81a, "25GBase-LR"),
    IFM_10G_AOC(0x81b, "10GBase-AOC"),
    IFM_25G_ACC(0x81c, "25GBase-ACC"),
    IFM_25G_AOC(0x81d, "25GBase-AOC"),
    IFM_100_SGMII(0x81e, "100M-SGMII"),
    IFM_2500_X(0x81f, "2500Base-X"),
    IFM_5000_KR(0x1000, "5000Base-KR"),
    IFM_25G_T(0x1001, "25GBase-T"),
    IFM_25G_CR_S(0x1002, "25GBase-CR-S"),
    IFM_25G_CR1(0x1003, "25GBase-CR1"),
    IFM_25G_KR_S(0x1004, "25GBase-KR-S"),
    IFM_5000_KR_S(0x1005, "5000Base-KR-S"),
    IFM_5000_KR1(0x1006, "5000Base-KR1"),
    IFM_25G_AUI(0x1007, "25G-AUI"),
    IFM_40G_XLAUI(0x1008, "40G-XLAUI"),
    IFM_40G_XLAUI_AC(0x1009, "40G-XLAUI-AC"),
    IFM_40G_ER4(0x100a, "40GBase-ER4"),
    IFM_50G_SR2(0x100b, "50GBase-SR2"),
    IFM_50G_LR2(0x100c, "50GBase-LR2"),
    IFM_50G_LAUI2_AC(0x100d, "50G-LAUI2-AC"),
    IFM_50G_LAUI2(0x100e, "50G-LAUI2"),
    IFM_50G_AUI2_AC(0x100f, "50G-AUI2-AC"),
    IFM_50G_AUI2(0x1010, "50G-AUI2"),
    IFM_50G_CP(0x1011, "50GBase-CP"),
    IFM_50G_SR(0x1012, "50GBase-SR"),
    IFM_50G_LR(0x1013, "50GBase-LR"),
    IFM_50G_FR(0x1014, "50GBase-FR"),
    IFM_50G_KR_PAM4(0x1015, "50GBase-KR-PAM4"),
    IFM_25G_KR1(0x1016, "25GBase-KR1"),
    IFM_50G_AUI1_AC(0x1017, "50G-AUI1-AC"),
    IFM_50G_AUI1(0x1018, "50G-AUI1"),
    IFM_100G_CAUI4_AC(0x1019, "100G-CAUI4-AC"),
    IFM_100G_CAUI4(0x101a, "100G-CAUI4"),
    IFM_100G_AUI4_AC(0x101b, "100G-AUI4-AC"),
    IFM_100G_AUI4(0x101c, "100G-AUI4"),
    IFM_100G_CR_PAM4(0x101d, "100GBase-CR-PAM4"),
    IFM_100G_KR_PAM4(0x101e, "100GBase-KR-PAM4"),
    IFM_100G_CP2(0x101f, "100GBase-CP2"),
    IFM_100G_SR2(0x1800, "100GBase-SR2"),
    IFM_100G_DR(0x1801, "100GBase-DR"),
    IFM_100G_KR2_PAM4(0x1802, "100GBase-KR2-PAM4"),
    IFM_100G_CAUI2_AC(0x1803, "100G-CAUI2-AC"),
    IFM_100G_CAUI2(0x1804, "100G-CAUI2"),
    IFM_100G_AUI2_AC(0x1805, "100G-AUI2-AC"),
    IFM_100G_AUI2(0x1806, "100G-AUI2"),
    IFM_200G_CR4_PAM4(0x1807, "200GBase-CR4-PAM4"),
    IFM_200G_SR4(0x1808, "200GBase-SR4"),
    IFM_200G_FR4(0x1809, "200GBase-FR4"),
    IFM_200G_LR4(0x180a, "200GBase-LR4"),
    IFM_200G_DR4(0x180b, "200GBase-DR4"),
    IFM_200G_KR4_PAM4(0x180c, "200GBase-KR4-PAM4"),
    IFM_200G_AUI4_AC(0x180d, "200G-AUI4-AC"),
    IFM_200G_AUI4(0x180e, "200G-AUI4"),
    IFM_200G_AUI8_AC(0x180f, "200G-AUI8-AC"),
    IFM_200G_AUI8(0x1810, "200G-AUI8"),
    IFM_400G_FR8(0x1811, "400GBase-FR8"),
    IFM_400G_LR8(0x1812, "400GBase-LR8"),
    IFM_400G_DR4(0x1813, "400GBase-DR4"),
    IFM_400G_AUI8_AC(0x1814, "400G-AUI8-AC"),
    IFM_400G_AUI8(0x1815, "400G-AUI8"),
    IFM_50G_KR4(0x1816, "50GBase-KR4"),
    IFM_40G_LM4(0x1817, "40GBase-LM4"),
    IFM_100_BX(0x1818, "100Base-BX"),
    IFM_1000_BX(0x1819, "1000Base-BX");

    private static final EtherMedia[] ALL = values();

    private final int subtype;
    private final String text;

    EtherMedia(int subtype, String text) {
        this.subtype = subtype;
        this.text = text;
    }

    /** The subtype's bits of a media word. */
    public int number() {
        return subtype;
    }

    /** Such as {@code 10Gbase-SR}. */
    public String text() {
        return text;
    }

    /** The subtype of a word whose type is IFM_ETHER; null when it is not among these. */
    public static EtherMedia of(int word) {
        int subtype = word & (MediaWord.IFM_TMASK | MediaWord.IFM_ETH_XTYPE);
        for (EtherMedia media : ALL) {
            if (media.subtype == subtype) {
                return media;
            }
        }
        return null;
    }
}
