package org.nethook.netif.ffi;

import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * The libc of the machine, called through jnr-ffi: what is on the way of an event through jffi, its lower half (see {@link
 * NativeFunction}), the rest as jnr-ffi binds it. It is loaded at the first call, under the name in the system property
 * {@value #PROPERTY} where that is set, else under the versioned name of its system: the plain name would be searched
 * for in directories, and on FreeBSD it is a linker script that needs the development files.
 *
 * <p>Every method but {@link #close()} throws {@link LibcUnavailableException} when libc cannot be loaded, has no such
 * function, or fails without setting errno.
 */
public final class JnrLibC implements LibC {
    /** The system property that names another library. */
    public static final String PROPERTY = "nethook.libc";

    /** The same number on every Unix (sys/socket.h). */
    private static final int SHUT_RDWR = 2;

    private final String name;
    private volatile EventFunctions libc;
    private volatile SysctlFunction sysctl;
    private volatile SocketFunctions sockets;

    /** The libc of this machine, or the library that the property names. */
    public JnrLibC() {
        this(System.getProperty(PROPERTY, "FreeBSD".equals(System.getProperty("os.name")) ? "libc.so.7" : "libc.so.6"));
    }

    /** The library of this name, as dlopen(3) takes it. */
    JnrLibC(String name) {
        this.name = name;
    }

    @Override
    public Memory allocate(int size) {
        bound();
        ByteBuffer bytes = ByteBuffer.allocateDirect(size);
        return new NativeMemory(bytes, MemoryIO.getInstance().getDirectBufferAddress(bytes));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        try {
            return result(bound().socket.call(domain, type, protocol));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("socket", e);
        }
    }

    @Override
    public int close(int fd) {
        try {
            return result(bound().close.call(fd));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("close", e);
        }
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        checkLength(value, length);
        try {
            return result(boundSockets().setsockopt(fd, level, option, value.address(), length));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("setsockopt", e);
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        try {
            return result(bound().ioctl.call(fd, request & 0xffffffffL, argument.address()));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("ioctl", e);
        } finally {
            Reference.reachabilityFence(argument);
        }
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        checkLength(buffer, length);
        try {
            return result(bound().read.call(fd, buffer.address(), length));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("read", e);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        checkLength(buffer, length);
        try {
            return result(bound().write.call(fd, buffer.address(), length));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("write", e);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    @Override
    public int bind(int fd, Memory address, int length) {
        checkLength(address, length);
        try {
            return result(boundSockets().bind(fd, address.address(), length));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("bind", e);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    @Override
    public int connect(int fd, Memory address, int length) {
        checkLength(address, length);
        try {
            return result(boundSockets().connect(fd, address.address(), length));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("connect", e);
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    @Override
    public int recvfrom(int fd, Memory buffer, int length, int flags, Memory sender, Memory senderLength) {
        checkLength(buffer, length);
        checkLength(sender, senderLength.getInt(0));
        try {
            return result(bound().recvfrom
                    .call(fd, buffer.address(), length, flags, sender.address(), senderLength.address()));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("recvfrom", e);
        } finally {
            Reference.reachabilityFence(buffer);
            Reference.reachabilityFence(sender);
            Reference.reachabilityFence(senderLength);
        }
    }

    @Override
    public int shutdown(int fd) {
        try {
            return result(boundSockets().shutdown(fd, SHUT_RDWR));
        } catch (UnsatisfiedLinkError e) {
            throw lacks("shutdown", e);
        }
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        if (old != null) {
            checkLength(old, oldLength[0]);
        }
        if (fresh != null) {
            checkLength(fresh, freshLength);
        }
        Memory numbers = allocate(name.length * Integer.BYTES);
        for (int i = 0; i < name.length; i++) {
            numbers.putInt(i * Integer.BYTES, name[i]);
        }
        Memory length = allocate(Long.BYTES);
        length.putLong(0, oldLength[0]);
        try {
            int result = result(boundSysctl()
                    .sysctl(
                            numbers.address(),
                            name.length,
                            old == null ? 0 : old.address(),
                            length.address(),
                            fresh == null ? 0 : fresh.address(),
                            freshLength,
                            0));
            oldLength[0] = length.getLong(0);
            return result;
        } catch (UnsatisfiedLinkError e) {
            throw lacks("sysctl", e);
        } finally {
            Reference.reachabilityFence(numbers);
            Reference.reachabilityFence(old);
            Reference.reachabilityFence(length);
            Reference.reachabilityFence(fresh);
        }
    }

    /** Does nothing: descriptors belong to their openers, and libc stays loaded as long as the process. */
    @Override
    public void close() {}

    @Override
    public List<SelfCheck> selfChecks() {
        return new LibcChecks(this, name).all();
    }

    /** Must be called on the thread of the call, before anything else of libc is: jffi has kept errno for it. */
    private int result(long returned) {
        if ((int) returned != -1) {
            return (int) returned;
        }
        int errno = LastError.getInstance().get();
        if (errno <= 0) {
            throw new LibcUnavailableException(
                    name + " failed without setting errno; it must set that of the libc which this JVM runs on", null);
        }
        return -errno;
    }

    /** A function is looked for when it is first called. */
    private LibcUnavailableException lacks(String function, UnsatisfiedLinkError e) {
        return new LibcUnavailableException(
                name + " has no function " + function + "; " + PROPERTY + " can name another file", e);
    }

    private static void checkLength(Memory memory, long length) {
        if (length < 0 || length > memory.size()) {
            throw new IndexOutOfBoundsException(length + " bytes of a block of " + memory.size());
        }
    }

    private EventFunctions bound() {
        EventFunctions bound = libc;
        return bound != null ? bound : bind();
    }

    private synchronized EventFunctions bind() {
        if (libc == null) {
            try {
                Library library = Library.openLibrary(name, Library.LAZY | Library.LOCAL);
                if (library == null) {
                    throw new UnsatisfiedLinkError(Library.getLastError());
                }
                libc = new EventFunctions(library);
            } catch (LinkageError | RuntimeException e) {
                throw unavailable(e);
            }
        }
        return libc;
    }

    private SysctlFunction boundSysctl() {
        SysctlFunction bound = sysctl;
        if (bound == null) {
            bound = load(SysctlFunction.class);
            sysctl = bound;
        }
        return bound;
    }

    private SocketFunctions boundSockets() {
        SocketFunctions bound = sockets;
        if (bound == null) {
            bound = load(SocketFunctions.class);
            sockets = bound;
        }
        return bound;
    }

    private <T> T load(Class<T> functions) {
        try {
            return LibraryLoader.create(functions)
                    .option(LibraryOption.SaveError, Boolean.TRUE)
                    .option(LibraryOption.LoadNow, Boolean.TRUE)
                    .failImmediately()
                    .library(name)
                    .load();
        } catch (LinkageError | RuntimeException e) {
            throw unavailable(e);
        }
    }

    private LibcUnavailableException unavailable(Throwable e) {
        return new LibcUnavailableException(
                "cannot call " + name + " (" + reason(e) + "); " + PROPERTY + " can name another file", e);
    }

    /**
     * What went wrong, on one line: of the file of this name, where there is one, what the dynamic linker says, because jnr
     * goes on to try other names; else what went wrong first, because jnr wraps it and jffi has a stack trace in some
     * messages.
     */
    private String reason(Throwable e) {
        if (name.indexOf('/') >= 0 && !Files.isReadable(Path.of(name))) {
            return "there is no such file, or this user may not read it";
        }
        try {
            if (Library.openLibrary(name, Library.LAZY | Library.LOCAL) == null) {
                return Library.getLastError();
            }
        } catch (LinkageError withoutJffi) {
            e.addSuppressed(withoutJffi);
        }
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String text = first.getMessage() == null ? first.toString() : first.getMessage();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
