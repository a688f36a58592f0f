package org.nethook.host.shims;

import java.util.Optional;

/** The scripts of base that have a counterpart (libexec/hyperv/Makefile). */
enum BaseScript {
    HV_GET_DHCP_INFO("hv_get_dhcp_info", "f8da19a4ce4caf920dd1eab2dc0eeab8d924aa8b1c62a96d4028ffe6a8d17aaf"),
    HV_GET_DNS_INFO("hv_get_dns_info", "03335821bf331bf1568fd7707ddbb03982ebea824dddd821de729e7f847d95fa"),
    HV_SET_IFCONFIG("hv_set_ifconfig", "4ea157f3415b0650c9c966198be2f4f31f3ec72251ebb5525a8bce70e326c693"),
    HYPERV_VFATTACH("hyperv_vfattach", "9fe3718b33b61586e73c2d06fbcca72302325d406b3f9e50eea417724662fa41"),
    HYPERV_VFUP("hyperv_vfup", "72a963293cb91b18d96b7ece64071b4accb400a806f4da0c97b308ea9e153c24");

    private final String fileName;
    private final String sha256;

    BaseScript(String fileName, String sha256) {
        this.fileName = fileName;
        this.sha256 = sha256;
    }

    /** Its name, in base and in nethook's image. */
    String fileName() {
        return fileName;
    }

    /** Whether this is the checksum of the script as FreeBSD has it (contrib/hyperv/tools/scripts, 14). */
    boolean isOfFreeBsd(String checksum) {
        return sha256.equals(checksum);
    }

    /** Whether base's own may run where nethook's is gone. Not what runs what the host wrote as shell. */
    boolean mayStandIn() {
        return this != HV_SET_IFCONFIG;
    }

    /** The one of this name. */
    static Optional<BaseScript> of(String fileName) {
        for (BaseScript script : values()) {
            if (script.fileName.equals(fileName)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }
}
