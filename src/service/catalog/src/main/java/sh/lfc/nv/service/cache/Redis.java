package sh.lfc.nv.service.cache;

import static redis.clients.jedis.Protocol.Command.MGET;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import sh.lfc.nv.service.log.Spent;

/**
 * One connection to Redis, and a circuit breaker before it.
 *
 * <p>The connection belongs to one thread that does all exchanges; callers wait for that thread as long as their
 * {@link Patience} lasts. So no resolver, handshake or trickling server can hold a caller up, and a connection that takes
 * longer to make than a caller waits is there for the next one. It is made ahead, as soon as this object is, and replaced
 * when it is found dead. After a failure nobody asks for the length of the pause. Safe for many threads.
 */
public final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int EXCHANGE_MILLIS = 1_000;
    private static final int WAITING = 32;
    private static final long CLOSED = 0;

    private final RedisSettings settings;
    private final Patience patience;
    private final ThreadPoolExecutor worker;

    /** When the circuit opened, as {@link System#nanoTime()} that is never zero, or {@link #CLOSED}. */
    private final AtomicLong opened = new AtomicLong(CLOSED);

    /** Whether the worker is making a connection. */
    private volatile boolean connecting = true;

    /** Whether a caller found that this takes longer than it waits; the others need not find out again. */
    private volatile boolean slowToConnect;

    /** Touched by the worker's thread only. */
    private Connection connection;

    public Redis(RedisSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
            Thread thread = new Thread(task, "redis");
            thread.setDaemon(true);
            return thread;
        });
        worker.execute(this::connectAhead);
    }

    /**
     * Does an exchange.
     *
     * @throws CacheUnavailableException when it failed or took too long, which is logged, or was not tried
     */
    public <T> T call(Exchange<T> exchange) throws CacheUnavailableException {
        if (pausing()) {
            throw new CacheUnavailableException("The cache failed a moment ago");
        }
        Future<T> answer = null;
        try (Spent ignored = Spent.on("cache")) {
            answer = worker.submit(() -> attempt(exchange));
            T result = answer.get(patience.answer().toNanos(), TimeUnit.NANOSECONDS);
            closeCircuit();
            return result;
        } catch (TimeoutException tooSlow) {
            answer.cancel(false);
            if (connecting) {
                slowToConnect = true;
                throw bypassed("No connection within " + patience.answer().toMillis() + " ms");
            }
            throw failure("No answer within " + patience.answer().toMillis() + " ms");
        } catch (RejectedExecutionException tooManyWaiting) {
            throw failure("Too many exchanges are waiting");
        } catch (ExecutionException failed) {
            throw failure(String.valueOf(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted");
        }
    }

    private boolean pausing() {
        if (connecting && slowToConnect) {
            return true;
        }
        long since = opened.get();
        return since != CLOSED && System.nanoTime() - since < patience.pause().toNanos();
    }

    private CacheUnavailableException failure(String reason) {
        opened.set(System.nanoTime() | 1);
        return bypassed(reason);
    }

    private static CacheUnavailableException bypassed(String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("Cache bypassed");
        return new CacheUnavailableException(reason);
    }

    private void closeCircuit() {
        if (opened.getAndSet(CLOSED) != CLOSED) {
            LOG.atInfo().log("Cache in use again");
        }
    }

    private <T> T attempt(Exchange<T> exchange) {
        boolean reused = connection != null;
        try {
            return exchange.on(live());
        } catch (JedisConnectionException dead) {
            drop();
            if (!reused) {
                throw dead;
            }
        } catch (RuntimeException failed) {
            // What is left unread of the answer would be taken for the next one.
            drop();
            throw failed;
        }
        return exchange.on(live());
    }

    private Connection live() {
        if (connection == null) {
            connecting = true;
            try {
                connection = connect();
            } catch (RuntimeException failed) {
                // The caller may be gone by now.
                opened.set(System.nanoTime() | 1);
                throw failed;
            } finally {
                connecting = false;
                slowToConnect = false;
            }
        }
        return connection;
    }

    private void connectAhead() {
        try {
            connection = connect();
            // An exchange too: the first one loads what the others need, which a reader would not wait for.
            connection.sendCommand(MGET, "nv-demo:ahead", "nv-demo:ahead");
            connection.getBinaryMultiBulkReply();
        } catch (RuntimeException unreachable) {
            // The first caller finds out, and tells.
            LOG.atDebug().setCause(unreachable).log("Cache cannot be reached");
            drop();
        } finally {
            connecting = false;
            slowToConnect = false;
        }
    }

    private Connection connect() {
        SSLParameters serverProvesItsName = new SSLParameters();
        serverProvesItsName.setEndpointIdentificationAlgorithm("HTTPS");
        Connection made = new Connection(
                new HostAndPort(settings.host(), settings.port()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(CONNECT_MILLIS)
                        .socketTimeoutMillis(EXCHANGE_MILLIS)
                        .resp2()
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .ssl(settings.tls())
                        .sslSocketFactory(settings.sockets())
                        .sslParameters(settings.tls() ? serverProvesItsName : null)
                        .build());
        try {
            made.connect();
            return made;
        } catch (RuntimeException failed) {
            made.close();
            throw failed;
        }
    }

    private void drop() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException alreadyDead) {
                LOG.atDebug().setCause(alreadyDead).log("Closing a dead connection");
            }
        }
    }

    @Override
    public void close() {
        worker.getQueue().clear();
        worker.execute(this::drop);
        worker.shutdown();
    }

    /** Commands and their answers on the connection. May be done twice. */
    @FunctionalInterface
    public interface Exchange<T> {

        T on(Connection connection);
    }
}
