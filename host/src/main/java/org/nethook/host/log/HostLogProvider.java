package org.nethook.host.log;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * nethook's SLF4J provider. Named by {@code -Dslf4j.provider} it is found without a look through the class path;
 * otherwise SLF4J finds it as a service.
 */
public final class HostLogProvider implements SLF4JServiceProvider, ILoggerFactory {
    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    /** For SLF4J. */
    public HostLogProvider() {}

    @Override
    public void initialize() {}

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public Logger getLogger(String name) {
        Logger known = loggers.get(name);
        if (known != null) {
            return known;
        }
        Logger fresh = new HostLogger(name);
        Logger first = loggers.putIfAbsent(name, fresh);
        return first == null ? fresh : first;
    }
}
