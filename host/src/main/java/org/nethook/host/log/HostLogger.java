package org.nethook.host.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One named logger. */
final class HostLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    HostLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return HostLog.admits(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return HostLog.admits(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return HostLog.admits(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return HostLog.admits(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return HostLog.admits(name, Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        String message = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
        HostLog.write(name, level, String.valueOf(message), thrown);
    }
}
