package org.nethook.netif.freebsd;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.attribute.IfReqBuffer;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.message.Flags;

/** Changes what an interface is called and says of itself. */
final class AttributeControl {
    private final Requests requests;

    AttributeControl(Requests requests) {
        this.requests = requests;
    }

    void rename(String ifName, String newName) throws NetifException {
        String operation = "rename";
        Memory request = requests.named(ifName, operation);
        if (newName.isEmpty() || newName.length() >= NetIf.IFNAMSIZ || newName.indexOf('\0') >= 0) {
            throw new NetifException(
                    operation, ifName, "the new name \"" + newName + "\" is not of 1 to 15 characters");
        }
        Memory text = requests.allocate(NetIf.IFNAMSIZ);
        CString.put(text, 0, NetIf.IFNAMSIZ, newName);
        request.putLong(IfReq.IFR_DATA, text.address());
        requests.call(SockIo.SIOCSIFNAME, request, operation, ifName, text);
    }

    void setMac(String ifName, MacAddress mac) throws NetifException {
        Memory request = requests.named(ifName, "set mac");
        IfReq.putMac(request, mac);
        requests.call(SockIo.SIOCSIFLLADDR, request, "set mac", ifName);
    }

    void setDescription(String ifName, String description) throws NetifException {
        String operation = "set description";
        Memory request = requests.named(ifName, operation);
        if (description.indexOf('\0') >= 0) {
            throw new NetifException(operation, ifName, "a description has no NUL");
        }
        byte[] bytes = description.getBytes(StandardCharsets.UTF_8);
        // The length counts the NUL, and without text there is no description.
        int length = bytes.length == 0 ? 0 : bytes.length + 1;
        Memory text = requests.allocate(bytes.length + 1);
        text.put(0, bytes, 0, bytes.length);
        IfReqBuffer.put(request, length == 0 ? 0 : text.address(), length);
        requests.call(AttributeIo.SIOCSIFDESCR, request, operation, ifName, text);
    }

    void changeGroup(IoctlRequest what, String ifName, String group, String operation) throws NetifException {
        Requests.checkName(ifName, operation);
        if (group.isEmpty() || group.length() >= NetIf.IFNAMSIZ || group.indexOf('\0') >= 0) {
            throw new NetifException(operation, ifName, "the name of a group has 1 to 15 characters");
        }
        Memory request = requests.allocate(IfGroupReq.SIZE);
        IfGroupReq.putName(request, ifName);
        IfGroupReq.putGroup(request, group);
        requests.call(what, request, operation, ifName);
    }

    void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        String operation = "set nd6 flags";
        Requests.checkName(ifName, operation);
        int toSet = Flags.ND6.bits(set);
        int toClear = Flags.ND6.bits(clear);
        if ((toSet & toClear) != 0) {
            throw new IllegalArgumentException("a flag cannot be set and cleared at once: " + set + " and " + clear);
        }
        Memory request = requests.allocate(In6NdiReq.SIZE);
        In6NdiReq.putName(request, ifName);
        requests.call6(AttributeIo.SIOCGIFINFO_IN6, request, operation, ifName);
        int flags = In6NdiReq.flags(request);
        int wanted = flags & ~toClear | toSet;
        if (wanted == flags) {
            return;
        }
        // A fresh request: zeros in the other fields leave them alone, and what was read in them could be refused.
        Memory change = requests.allocate(In6NdiReq.SIZE);
        In6NdiReq.putName(change, ifName);
        In6NdiReq.putFlags(change, wanted);
        requests.call6(AttributeIo.SIOCSIFINFO_IN6, change, operation, ifName);
    }

    void setFib(String ifName, int fib) throws NetifException {
        String operation = "set FIB";
        if (fib < 0) {
            throw new NetifException(operation, ifName, "there is no routing table " + fib);
        }
        Memory request = requests.named(ifName, operation);
        request.putInt(IfReq.IFR_FIB, fib);
        requests.call(AttributeIo.SIOCSIFFIB, request, operation, ifName);
    }
}
