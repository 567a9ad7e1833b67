package sh.lfc.nv.emulator.runtimes.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;

/**
 * What a server is to be like.
 *
 * @param name what logs call it
 * @param address where it listens
 * @param port where it listens
 * @param certificate what it shows for its host name; empty for a server without TLS
 * @param password what clients have to send; empty for none
 * @param primary whose replica it is; empty for a primary
 * @param maxMemory in bytes
 * @param parameters further parameters that Redis knows
 */
public record RedisSettings(
        String name,
        InetAddress address,
        int port,
        Optional<IssuedCertificate> certificate,
        Optional<String> password,
        Optional<InetSocketAddress> primary,
        long maxMemory,
        Map<String, String> parameters) {

    public RedisSettings {
        parameters = Map.copyOf(parameters);
    }

    /** The same with another password, or none. */
    public RedisSettings withPassword(Optional<String> secret) {
        return new RedisSettings(name, address, port, certificate, secret, primary, maxMemory, parameters);
    }

    /** The same as a replica of another server, or as a primary. */
    public RedisSettings withPrimary(Optional<InetSocketAddress> other) {
        return new RedisSettings(name, address, port, certificate, password, other, maxMemory, parameters);
    }

    /** The same with other parameters. */
    public RedisSettings withParameters(Map<String, String> others) {
        return new RedisSettings(name, address, port, certificate, password, primary, maxMemory, others);
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "RedisSettings[" + name + "]";
    }
}
