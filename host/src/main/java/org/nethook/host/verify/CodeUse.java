package org.nethook.host.verify;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.host.plugin.apiuse.Members;
import org.nethook.host.plugin.classfile.ClassUse;
import org.nethook.host.plugin.classfile.ClassUse.Member;

/** What the classes of a jar call that is not nethook's: what had better be left alone, and what no permission covers. */
final class CodeUse {
    /** What a plugin reaches without nethook, which so cannot refuse it. */
    private enum Reach {
        FILES(true, "reads or writes files by itself", "nethook's permissions do not cover that; use context.files()"),
        NATIVE(true, "loads native code", "nethook's permissions do not cover what that does"),
        NETWORK(false, "talks over the network by itself", "nethook's permissions do not cover that"),
        REFLECTION(false, "reaches into other classes by reflection", "what it calls that way is not told here");

        private final boolean warning;
        private final String does;
        private final String meaning;

        Reach(boolean warning, String does, String meaning) {
            this.warning = warning;
            this.does = does;
            this.meaning = meaning;
        }
    }

    private final Findings findings;
    private final Set<String> told = new HashSet<>();
    private final Map<Reach, String> reached = new EnumMap<>(Reach.class);

    CodeUse(Findings findings) {
        this.findings = findings;
    }

    void check(List<ClassUse> classes) {
        for (ClassUse user : classes) {
            for (Member member : user.members()) {
                String advice = advice(member);
                if (advice != null && told.add(member.toString())) {
                    findings.warning(
                            "code", Members.dotted(user.name()) + " calls " + Members.show(member) + ": " + advice);
                }
                Reach reach = reach(member);
                if (reach != null) {
                    reached.putIfAbsent(reach, Members.dotted(user.name()) + " calls " + Members.show(member));
                }
            }
        }
        reached.forEach((reach, example) -> {
            String text = reach.does + " (" + example + "): " + reach.meaning;
            if (reach.warning) {
                findings.warning("code", text);
            } else {
                findings.note("code", text);
            }
        });
    }

    private static String advice(Member member) {
        String call = member.owner() + "." + member.name();
        switch (call) {
            case "java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt":
                return "it would end the host, and fails instead";
            case "java/lang/Thread.<init>", "java/util/Timer.<init>":
                return "threads that are left running are reported, and count as faults; use context.scheduler()";
            case "java/lang/ProcessBuilder.<init>", "java/lang/Runtime.exec":
                return "nothing undoes what a process does; use a RunScript step of a plan";
            case "java/lang/Thread.sleep":
                return "it holds up the interface's other events; use context.scheduler()";
            default:
                return null;
        }
    }

    private static Reach reach(Member member) {
        String owner = member.owner();
        switch (owner) {
            case "java/nio/file/Files":
                return Reach.FILES;
            case "java/io/FileInputStream",
                    "java/io/FileOutputStream",
                    "java/io/FileReader",
                    "java/io/FileWriter",
                    "java/io/RandomAccessFile":
                return member.name().equals("<init>") ? Reach.FILES : null;
            case "java/nio/channels/FileChannel", "java/nio/channels/AsynchronousFileChannel":
                return member.name().equals("open") ? Reach.FILES : null;
            case "java/net/Socket", "java/net/ServerSocket", "java/net/DatagramSocket", "java/net/MulticastSocket":
                return member.name().equals("<init>") ? Reach.NETWORK : null;
            case "java/net/URL":
                return member.name().startsWith("open") ? Reach.NETWORK : null;
            case "java/net/http/HttpClient", "java/net/InetAddress":
                return member.name().startsWith("send") || member.name().endsWith("ByName") ? Reach.NETWORK : null;
            case "java/lang/System", "java/lang/Runtime":
                return member.name().equals("load") || member.name().equals("loadLibrary") ? Reach.NATIVE : null;
            case "java/lang/reflect/Method":
                return member.name().equals("invoke") ? Reach.REFLECTION : null;
            default:
                return elsewhere(member);
        }
    }

    private static Reach elsewhere(Member member) {
        if (member.name().equals("setAccessible") || member.name().equals("privateLookupIn")) {
            return Reach.REFLECTION;
        }
        boolean channel = member.owner().startsWith("java/nio/channels/")
                && member.owner().endsWith("Channel");
        return channel && member.name().equals("open") ? Reach.NETWORK : null;
    }
}
