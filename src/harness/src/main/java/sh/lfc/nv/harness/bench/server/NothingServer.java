package sh.lfc.nv.harness.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.process.OwnJava;

/**
 * A server that does nothing: it reads a request to its end and answers with as many bytes as the path's last segment
 * says. What it reaches is what client and machine can do at most, so it tells how much of a measurement is the client.
 */
public final class NothingServer {
    private static final int BUFFER = 128 * 1024;

    private NothingServer() {}

    /** Starts one in a process of its own. */
    public static Server start() {
        try {
            var process = new ProcessBuilder(OwnJava.command(NothingServer.class, List.of()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var port = process.inputReader().readLine();
            return new Server("nothing", URI.create("http://127.0.0.1:" + port), process);
        } catch (IOException e) {
            throw new HarnessException("the server that does nothing cannot start: " + e.getMessage(), e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (var socket = new ServerSocket(0, 128, InetAddress.getLoopbackAddress())) {
            System.out.println(socket.getLocalPort());
            System.out.flush();
            new Thread(NothingServer::endWithInput, "end").start();
            while (true) {
                var connection = socket.accept();
                new Thread(() -> serve(connection), "connection").start();
            }
        }
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It has ended.
        }
        System.exit(0);
    }

    private static void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = connection.getInputStream();
            var out = connection.getOutputStream();
            var buffer = new byte[BUFFER];
            while (one(in, out, buffer)) {
                // The next one.
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** Answers one request; a client sends the next one only after the answer. */
    private static boolean one(InputStream in, OutputStream out, byte[] buffer) throws IOException {
        var count = 0;
        var head = "";
        int end;
        do {
            var read = in.read(buffer, count, buffer.length - count);
            if (read < 0) {
                return false;
            }
            count += read;
            head = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            end = head.indexOf("\r\n\r\n");
        } while (end < 0);
        var left = length(head.substring(0, end)) - (count - end - 4);
        while (left > 0) {
            left -= in.read(buffer, 0, (int) Math.min(left, buffer.length));
        }
        var path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
        var size = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        answer(out, size, buffer);
        return true;
    }

    private static long length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void answer(OutputStream out, long size, byte[] buffer) throws IOException {
        var head =
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(size).getBytes(StandardCharsets.ISO_8859_1);
        if (head.length + size <= buffer.length) {
            System.arraycopy(head, 0, buffer, 0, head.length);
            out.write(buffer, 0, head.length + (int) size);
            return;
        }
        out.write(head);
        for (var left = size; left > 0; left -= buffer.length) {
            out.write(buffer, 0, (int) Math.min(left, buffer.length));
        }
    }
}
