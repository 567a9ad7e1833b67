package sh.lfc.nv.emulator.gateway;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.protocol.Dispatcher;
import sh.lfc.nv.emulator.protocol.WireRequest;
import sh.lfc.nv.emulator.protocol.WireResponse;
import sh.lfc.nv.emulator.signature.Authenticator;
import sh.lfc.nv.emulator.signature.Authenticator.Caller;
import sh.lfc.nv.emulator.signature.AwsChunkedInputStream;
import sh.lfc.nv.emulator.signature.HashedInputStream;

/** Turns an HTTP request into a call of a service, and its answer into an HTTP response. */
public final class AwsHandler extends Handler.Abstract {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final int MAX_BODY = 128 * 1024 * 1024;
    private static final int BAD_REQUEST = 400;
    private static final int DRAIN_BUFFER = 64 * 1024;
    private static final int SEND_BUFFER = 128 * 1024;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @param service the one that was called */
    private record Answered(String service, WireResponse answer) {}

    private final Dispatcher dispatcher;
    private final Authenticator authenticator;
    private final Clock clock;
    private final Ids ids;
    private final CallObserver observer;

    public AwsHandler(Dispatcher dispatcher, Authenticator authenticator, Clock clock, Ids ids, CallObserver observer) {
        this.dispatcher = dispatcher;
        this.authenticator = authenticator;
        this.clock = clock;
        this.ids = ids;
        this.observer = observer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long begin = System.nanoTime();
        String requestId = ids.uuid();
        WireRequest sent = wire(request);
        Answered answered = answered(sent, request, requestId);
        WireResponse answer = answered.answer();
        Lines.undergo(request, callback, answer.fate(), () -> {
            drain(sent, answer);
            send(answer, request, response, requestId);
            callback.succeeded();
            observer.answered(new CallObserver.AnsweredCall(
                    answered.service(),
                    sent.header("user-agent").orElse(""),
                    answer.status(),
                    Duration.ofNanos(System.nanoTime() - begin)));
        });
        return true;
    }

    private Answered answered(WireRequest sent, Request request, String requestId) throws IOException {
        String service = "s3";
        WireResponse answer;
        try {
            byte[] form = sent.method().equals("POST") && Forms.isForm(sent) ? bounded(sent.body()) : null;
            WireRequest wire = form == null ? sent : withForm(sent, form, plain(sent, form));
            service = ServiceNames.sdkPackage(wire, authenticator);
            if (!dispatcher.services().contains(service)) {
                throw new AwsError("NotImplemented", 501, "The service " + service + " is not implemented");
            }
            answer = answer(service, sent, wire, request, requestId);
        } catch (AwsError refused) {
            String shape = dispatcher.services().contains(service) ? service : "s3";
            answer = dispatcher.refuse(shape, sent, refused, requestId);
        }
        return new Answered(service, answer);
    }

    /**
     * Reads what a refused request still has to send, so that its client reads the refusal and not a broken
     * connection. A client that waits to be asked for the body is not asked.
     */
    private static void drain(WireRequest sent, WireResponse answer) throws IOException {
        boolean waits = sent.header("expect").isPresent();
        if (answer.status() >= BAD_REQUEST && !waits) {
            byte[] buffer = new byte[DRAIN_BUFFER];
            long left = MAX_BODY;
            for (int count = 0; count >= 0 && left > 0; count = sent.body().read(buffer)) {
                left -= count;
            }
        }
    }

    private WireResponse answer(String service, WireRequest sent, WireRequest wire, Request request, String requestId)
            throws IOException {
        // S3's bodies are streamed; those of all other services are small and read before the call.
        byte[] body = service.equals("s3") ? null : bounded(wire.body());
        Optional<Caller> caller = authenticator.authenticate(sent, body);
        InputStream content = body == null ? content(wire) : new ByteArrayInputStream(plain(wire, body));
        WireRequest ready = new WireRequest(
                wire.method(),
                body == null ? VirtualHosts.path(wire) : wire.path(),
                wire.query(),
                body == null ? decodedHeaders(wire) : wire.headers(),
                content);
        Call call = new Call(
                new Scope(
                        caller.map(Caller::account).orElse(Scope.DEFAULT_ACCOUNT),
                        caller.map(Caller::region).orElse(DEFAULT_REGION)),
                caller.map(Caller::principal).orElse(Principal.anonymous()),
                requestId,
                clock.instant(),
                (request.isSecure() ? "https://" : "http://")
                        + wire.header("host").orElse("localhost"),
                Request.getRemoteAddr(request),
                wire.headers(),
                content);
        return dispatcher.dispatch(service, ready, call);
    }

    private static byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new AwsError("RequestEntityTooLargeException", 413, "Request Entity Too Large");
        }
        return bytes;
    }

    /** A body without the compression that clients apply to large ones, such as PutMetricData's, before they sign. */
    private static byte[] plain(WireRequest request, byte[] body) throws IOException {
        if (request.header("content-encoding").filter("gzip"::equals).isEmpty()) {
            return body;
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return bounded(plain);
        } catch (ZipException | EOFException e) {
            throw AwsError.badRequest(
                    "SerializationException", "The request body is not compressed as its header says");
        }
    }

    /** A Query request's parameters stand in its body. */
    private static WireRequest withForm(WireRequest sent, byte[] body, byte[] form) {
        return new WireRequest(
                sent.method(),
                sent.path(),
                Forms.merge(sent.query(), new String(form, StandardCharsets.UTF_8)),
                sent.headers(),
                new ByteArrayInputStream(body));
    }

    /** What the headers say of a body once its content encoding {@code aws-chunked} is taken off. */
    private static Map<String, String> decodedHeaders(WireRequest wire) {
        if (!isChunked(wire)) {
            return wire.headers();
        }
        Map<String, String> headers = new HashMap<>(wire.headers());
        headers.computeIfPresent("content-length", (name, encoded) -> headers.get("x-amz-decoded-content-length"));
        headers.computeIfPresent("content-encoding", (name, encodings) -> {
            String others = Arrays.stream(encodings.split(","))
                    .filter(encoding -> !encoding.trim().equals("aws-chunked"))
                    .collect(Collectors.joining(","));
            return others.isEmpty() ? null : others;
        });
        return headers;
    }

    private static boolean isChunked(WireRequest wire) {
        return wire.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    }

    private static InputStream content(WireRequest wire) {
        String hash = wire.header("x-amz-content-sha256").orElse("");
        if (isChunked(wire)) {
            return new AwsChunkedInputStream(wire.body(), wire.headers());
        }
        return SHA_256.matcher(hash).matches() ? new HashedInputStream(wire.body(), hash) : wire.body();
    }

    private static WireRequest wire(Request request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getLowerCaseName(), field.getValue() == null ? "" : field.getValue(), (a, b) -> a + "," + b);
        }
        String path = request.getHttpURI().getPath();
        return new WireRequest(
                request.getMethod(),
                path == null || path.isEmpty() ? "/" : path,
                Forms.parse(request.getHttpURI().getQuery()),
                headers,
                Content.Source.asInputStream(request));
    }

    private static void send(WireResponse answer, Request request, Response response, String requestId)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("x-amzn-RequestId", requestId);
        response.getHeaders().put("x-amz-request-id", requestId);
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (answer.stream() != null) {
            response.getHeaders().put("Content-Length", answer.stream().length());
        } else if (!head) {
            response.getHeaders().put("Content-Length", answer.body().length);
        }
        if (head) {
            Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
        } else if (answer.stream() == null) {
            Content.Sink.write(response, true, ByteBuffer.wrap(answer.body()));
        } else {
            try (InputStream body = answer.stream().content().open()) {
                stream(body, answer.stream().length(), response);
            }
        }
    }

    /** Sends headers and what fits into one buffer with a single write, and a long body with few. */
    private static void stream(InputStream body, long length, Response response) throws IOException {
        byte[] buffer = new byte[(int) Math.min(SEND_BUFFER, length)];
        long left = length;
        do {
            int count = body.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (count == 0 && left > 0) {
                throw new EOFException("a body ended " + left + " bytes early");
            }
            left -= count;
            Content.Sink.write(response, left == 0, ByteBuffer.wrap(buffer, 0, count));
        } while (left > 0);
    }
}
