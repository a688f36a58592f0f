package org.nethook.host.plugin;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.nethook.host.plugin.jar.PluginJar;

/** URLs of what is in a jar that is in memory: {@code nethook-plugin:/path/of.jar!/entry}. */
final class JarResources extends URLStreamHandler {
    private static final String SCHEME = "nethook-plugin";

    private final PluginJar jar;

    private JarResources(PluginJar jar) {
        this.jar = jar;
    }

    /** The URL of this entry. */
    static URL url(PluginJar jar, String entry) {
        try {
            URI uri = new URI(SCHEME, null, prefix(jar) + entry, null);
            return new URL(null, uri.toString(), new JarResources(jar));
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException(e); // both take any path
        }
    }

    private static String prefix(PluginJar jar) {
        return jar.path().toAbsolutePath() + "!/";
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
            @Override
            public void connect() {
                connected = true;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return open(url);
            }
        };
    }

    private InputStream open(URL url) throws IOException {
        String path = URI.create(url.toString()).getPath();
        String prefix = prefix(jar);
        byte[] bytes = path.startsWith(prefix) ? jar.image().read(path.substring(prefix.length())) : null;
        if (bytes == null) {
            throw new FileNotFoundException(url.toString());
        }
        return new ByteArrayInputStream(bytes);
    }
}
