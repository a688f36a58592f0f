package org.nethook.netif.ffi;

import com.kenai.jffi.Platform;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import jnr.ffi.LibraryLoader;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;

/** Whether libc can be called, and which files that takes. */
final class LibcChecks {
    /** Of every Unix. */
    private static final int EBADF = 9;

    private static final String BOOT_PATH = "jffi.boot.library.path";

    private final LibC libc;
    private final String name;

    /**
     * @param libc what is tried
     * @param name the library's name as it is given to the dynamic linker
     */
    LibcChecks(LibC libc, String name) {
        this.libc = libc;
        this.name = name;
    }

    List<SelfCheck> all() {
        return List.of(
                SelfCheck.of("libc", "", this::callable), SelfCheck.of("native-stub", "", this::stubFromTheImage));
    }

    private Finding callable() {
        int result;
        try {
            result = libc.close(-1);
        } catch (LibcUnavailableException e) {
            return Finding.failed(
                    e.getMessage(),
                    "see native-stub; if that works, name this system's libc: NETHOOK_JAVA_OPTS=-Dnethook.libc=FILE");
        }
        String path = LoadedLibraries.now().named(fileName(name));
        String called = path.isEmpty() || path.equals(name) ? name : name + " is " + path;
        if (result != -EBADF) {
            return Finding.failed(
                    called + ", but errno does not come through: close(-1) gives " + result + ", not " + -EBADF,
                    "report this output; a library named by nethook.libc must set errno, and close(-1) must set EBADF");
        }
        return Finding.ok(called + ", errno comes through; " + jarName());
    }

    private Finding stubFromTheImage() {
        String expected = System.getProperty(BOOT_PATH, "");
        String system = Platform.getPlatform().getName();
        String remedy = "start nethook by its bin/nethook, and see that lib/native/" + system
                + "/libjffi-1.2.so is there, is readable and is not on a file system mounted noexec";
        try {
            libc.close(-1);
        } catch (LibcUnavailableException e) {
            // The other check says why; this one looks at how far it got.
        }
        LoadedLibraries loaded = LoadedLibraries.now();
        if (!loaded.isKnown()) {
            return Finding.skipped("this JVM does not tell which native libraries it has loaded");
        }
        // The shipped file, or what jffi unpacks to a temporary directory.
        String path = loaded.named("libjffi").isEmpty() ? loaded.named("jffi") : loaded.named("libjffi");
        if (path.isEmpty()) {
            return Finding.failed("jffi's native code for " + system + " was not loaded", remedy);
        }
        if (expected.isEmpty() || !isBelow(path, expected)) {
            return Finding.failed(
                    path + ", not from " + (expected.isEmpty() ? "an image: " + BOOT_PATH + " is not set" : expected),
                    remedy);
        }
        return Finding.ok(path);
    }

    private static boolean isBelow(String path, String directory) {
        return Path.of(path).startsWith(Path.of(directory));
    }

    private static String fileName(String library) {
        return library.substring(library.lastIndexOf('/') + 1);
    }

    private static String jarName() {
        CodeSource source = LibraryLoader.class.getProtectionDomain().getCodeSource();
        return source == null ? "jnr-ffi" : fileName(source.getLocation().getPath());
    }
}
