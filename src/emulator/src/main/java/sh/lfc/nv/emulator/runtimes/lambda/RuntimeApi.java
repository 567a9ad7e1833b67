package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's Runtime API ("Using the Lambda runtime API for custom runtimes"), version 2018-06-01, on a loopback address.
 *
 * <p>Every environment reaches it under a path of its own that cannot be guessed, so that no other process of the
 * machine takes its events. A thread for each connection, which a runtime keeps open: an event needs two wake-ups
 * and two system calls from here to the function. Safe for use by many threads.
 */
final class RuntimeApi implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RuntimeApi.class);
    private static final String VERSION = "/2018-06-01/runtime";
    private static final int TOKEN_BYTES = 16;
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final Map<String, RuntimeSide> sides = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();

    RuntimeApi() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        daemon("lambda-runtime-api", this::accept);
    }

    /** Gives an environment its path; the answer is the value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String open(RuntimeSide side) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        String path = HexFormat.of().formatHex(token);
        sides.put(path, side);
        return "127.0.0.1:" + listener.getLocalPort() + "/" + path;
    }

    /** Takes an environment's path away. */
    void close(String address) {
        sides.remove(address.substring(address.indexOf('/') + 1));
    }

    @Override
    public void close() {
        sides.clear();
        closeQuietly(listener);
        connections.forEach(RuntimeApi::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon("lambda-runtime-api-" + connection.getPort(), () -> serve(connection));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    log.warn("the Runtime API cannot accept a connection", e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream(), 16 * 1024);
            OutputStream out = connection.getOutputStream();
            RuntimeRequest request = RuntimeRequest.read(in);
            while (request != null && answer(request, out)) {
                request = RuntimeRequest.read(in);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("a runtime's connection broke: {}", e.getMessage());
        } finally {
            connections.remove(connection);
        }
    }

    /** Answers a request; false when the connection is to be closed. */
    private boolean answer(RuntimeRequest request, OutputStream out) throws IOException, InterruptedException {
        String path = request.path();
        int end = path.indexOf('/', 1);
        RuntimeSide side = end < 0 ? null : sides.get(path.substring(1, end));
        if (side == null || !path.startsWith(VERSION, end)) {
            write(out, "403 Forbidden", "", "{\"errorMessage\":\"forbidden\",\"errorType\":\"Forbidden\"}");
            return false;
        }
        String operation = path.substring(end + VERSION.length());
        if (request.method().equals("GET") && operation.equals("/invocation/next")) {
            RuntimeSide.Delivery delivery = side.next();
            if (delivery == null) {
                return false;
            }
            deliver(delivery, out);
            return true;
        }
        if (request.method().equals("POST")) {
            return report(operation, request, side, out);
        }
        write(out, "404 Not Found", "", "{\"errorMessage\":\"unknown path\",\"errorType\":\"NotFound\"}");
        return true;
    }

    private static boolean report(String operation, RuntimeRequest request, RuntimeSide side, OutputStream out)
            throws IOException {
        String[] parts = operation.split("/");
        String errorType = request.headers().getOrDefault("lambda-runtime-function-error-type", "Runtime.Unknown");
        boolean known = true;
        if (operation.equals("/init/error")) {
            side.initFailed(errorType, request.body());
        } else if (parts.length == 4 && parts[1].equals("invocation") && parts[3].equals("response")) {
            known = side.respond(parts[2], request.body());
        } else if (parts.length == 4 && parts[1].equals("invocation") && parts[3].equals("error")) {
            known = side.fail(parts[2], errorType, request.body());
        } else {
            known = false;
        }
        if (known) {
            write(out, "202 Accepted", "", "{\"status\":\"OK\"}");
        } else {
            write(
                    out,
                    "400 Bad Request",
                    "",
                    "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
        }
        return true;
    }

    private static void deliver(RuntimeSide.Delivery delivery, OutputStream out) throws IOException {
        Invocation invocation = delivery.invocation();
        StringBuilder headers = new StringBuilder();
        header(headers, "Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        header(headers, "Lambda-Runtime-Deadline-Ms", Long.toString(delivery.deadline()));
        header(headers, "Lambda-Runtime-Invoked-Function-Arn", invocation.invokedArn());
        header(headers, "Lambda-Runtime-Trace-Id", invocation.traceId());
        header(headers, "Lambda-Runtime-Client-Context", invocation.clientContext());
        write(out, "200 OK", headers.toString(), invocation.payload());
    }

    private static void header(StringBuilder headers, String name, String value) {
        if (value != null) {
            headers.append(name)
                    .append(": ")
                    .append(value.replaceAll("[\\r\\n]+", " "))
                    .append("\r\n");
        }
    }

    private static void write(OutputStream out, String status, String headers, String body) throws IOException {
        write(out, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Head and body leave in one write: in two, the second would wait for the first one's acknowledgement. */
    private static void write(OutputStream out, String status, String headers, byte[] body) throws IOException {
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message);
        out.flush();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            log.debug("cannot close: {}", e.getMessage());
        }
    }
}
