package sh.lfc.nv.emulator.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events that functions get, in both payload formats ("Working with AWS Lambda proxy integrations for HTTP APIs"
 * and "Working with AWS Lambda authorizers for HTTP APIs").
 */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Events() {}

    static String requestTime(Instant time) {
        return REQUEST_TIME.format(time);
    }

    /** An integration's event. */
    static byte[] integration(Exchange exchange, String format) {
        ObjectNode event = format.equals("2.0") ? common2(exchange) : common1(exchange);
        body(event, exchange.request());
        return bytes(event);
    }

    /** An authorizer's event; without a body. */
    static byte[] authorizer(Exchange exchange, String format, List<String> identity) {
        boolean second = format.equals("2.0");
        ObjectNode event = second ? common2(exchange) : common1(exchange);
        event.put("type", "REQUEST");
        event.put(second ? "routeArn" : "methodArn", exchange.requestArn());
        if (second) {
            identity.forEach(event.putArray("identitySource")::add);
        } else {
            event.put("identitySource", String.join(",", identity));
            event.put("authorizationToken", String.join(",", identity));
        }
        return bytes(event);
    }

    private static ObjectNode common2(Exchange exchange) {
        ApiRequest request = exchange.request();
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", exchange.route().routeKey());
        event.put("rawPath", exchange.rawPath());
        event.put("rawQueryString", request.query());
        List<String> cookies = request.cookies();
        if (!cookies.isEmpty()) {
            cookies.forEach(event.putArray("cookies")::add);
        }
        put(event.putObject("headers"), headers(exchange));
        putUnlessEmpty(event, "queryStringParameters", request.joinedParameters());
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", exchange.published().scope().account());
        context.put("apiId", exchange.published().api().apiId());
        exchange.authorizerContext()
                .ifPresent(passed -> context.putObject("authorizer").set("lambda", JSON.valueToTree(passed)));
        context.put("domainName", request.host());
        context.put("domainPrefix", prefix(request.host()));
        ObjectNode http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", ApiRequest.decodedPath(request.path()));
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", request.header("user-agent").orElse(""));
        context.put("requestId", exchange.requestId());
        context.put("routeKey", exchange.route().routeKey());
        context.put("stage", exchange.stageName());
        context.put("time", requestTime(exchange.time()));
        context.put("timeEpoch", exchange.time().toEpochMilli());
        putUnlessEmpty(event, "pathParameters", exchange.pathParameters());
        putUnlessEmpty(event, "stageVariables", exchange.stageVariables());
        return event;
    }

    private static ObjectNode common1(Exchange exchange) {
        ApiRequest request = exchange.request();
        String key = exchange.route().routeKey();
        String resource = key.substring(key.indexOf(' ') + 1);
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "1.0");
        event.put("resource", resource);
        event.put("path", ApiRequest.decodedPath(request.path()));
        event.put("httpMethod", request.method());
        ObjectNode headers = event.putObject("headers");
        ObjectNode allHeaders = event.putObject("multiValueHeaders");
        Map<String, List<String>> all = new TreeMap<>(request.allHeaders());
        added(exchange).forEach((name, value) -> all.put(name, List.of(value)));
        all.forEach((name, values) -> {
            headers.put(name, values.get(values.size() - 1));
            values.forEach(allHeaders.putArray(name)::add);
        });
        Map<String, List<String>> parameters = request.parameters();
        if (parameters.isEmpty()) {
            event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
        } else {
            ObjectNode last = event.putObject("queryStringParameters");
            ObjectNode each = event.putObject("multiValueQueryStringParameters");
            parameters.forEach((name, values) -> {
                last.put(name, values.get(values.size() - 1));
                values.forEach(each.putArray(name)::add);
            });
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", exchange.published().scope().account());
        context.put("apiId", exchange.published().api().apiId());
        exchange.authorizerContext().ifPresent(passed -> context.set("authorizer", JSON.valueToTree(passed)));
        context.put("domainName", request.host());
        context.put("domainPrefix", prefix(request.host()));
        context.put("extendedRequestId", exchange.requestId());
        context.put("httpMethod", request.method());
        ObjectNode identity = context.putObject("identity");
        identity.put("sourceIp", request.sourceIp());
        identity.put("userAgent", request.header("user-agent").orElse(""));
        context.put("path", ApiRequest.decodedPath(request.path()));
        context.put("protocol", request.protocol());
        context.put("requestId", exchange.requestId());
        context.put("requestTime", requestTime(exchange.time()));
        context.put("requestTimeEpoch", exchange.time().toEpochMilli());
        context.put("resourceId", key);
        context.put("resourcePath", resource);
        context.put("stage", exchange.stageName());
        event.set(
                "pathParameters",
                exchange.pathParameters().isEmpty() ? null : JSON.valueToTree(exchange.pathParameters()));
        event.set(
                "stageVariables",
                exchange.stageVariables().isEmpty() ? null : JSON.valueToTree(exchange.stageVariables()));
        return event;
    }

    /** The client's headers and those that API Gateway adds. */
    static Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = exchange.request().joinedHeaders();
        headers.putAll(added(exchange));
        headers.keySet().removeIf(name -> name.equals("connection") || name.equals("transfer-encoding"));
        return headers;
    }

    private static Map<String, String> added(Exchange exchange) {
        ApiRequest request = exchange.request();
        Map<String, String> added = new TreeMap<>();
        added.put("host", request.host());
        added.put("content-length", String.valueOf(request.body().length));
        added.put("x-amzn-trace-id", request.header("x-amzn-trace-id").orElse(exchange.traceId()));
        String before = request.joinedHeaders().get("x-forwarded-for");
        added.put("x-forwarded-for", before == null ? request.sourceIp() : before + ", " + request.sourceIp());
        added.put("x-forwarded-port", "443");
        added.put("x-forwarded-proto", "https");
        return added;
    }

    private static void body(ObjectNode event, ApiRequest request) {
        if (request.body().length == 0) {
            event.put("isBase64Encoded", false);
            return;
        }
        boolean text = request.header("content-encoding").isEmpty()
                && isText(request.header("content-type").orElse(""));
        event.put(
                "body",
                text
                        ? new String(request.body(), StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(request.body()));
        event.put("isBase64Encoded", !text);
    }

    /** Which bodies stay text; all others, those of forms too, are passed on in Base64. */
    static boolean isText(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].trim();
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/javascript")
                || type.equals("application/xml")
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }

    private static String prefix(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private static void put(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }

    private static void putUnlessEmpty(ObjectNode node, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            put(node.putObject(name), values);
        }
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
