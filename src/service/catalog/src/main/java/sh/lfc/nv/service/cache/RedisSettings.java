package sh.lfc.nv.service.cache;

import javax.net.ssl.SSLSocketFactory;
import sh.lfc.nv.service.settings.Settings;

/**
 * Where the cache is.
 *
 * @param sockets makes TLS connections, on which the server must prove its name; {@code null} for the JVM's own trust
 */
public record RedisSettings(String host, int port, boolean tls, SSLSocketFactory sockets) {

    public static RedisSettings of(Settings settings) {
        return new RedisSettings(
                settings.required("REDIS_HOST"),
                settings.port("REDIS_PORT", 6379),
                settings.flag("REDIS_TLS", true),
                null);
    }
}
