package sh.lfc.nv.harness.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.harness.HarnessException;

/** An embedded AWS: one of this process's own, or one that runs in another process. */
public final class EmbeddedTarget implements Target {

    /** The port on which it answers unless told otherwise. */
    public static final int DEFAULT_PORT = Emulator.DEFAULT_PORT;

    /** The account that it is. */
    public static final String ACCOUNT = Scope.DEFAULT_ACCOUNT;

    /** What takes longest is to move the time over a year of schedules. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int MAX_PORT = 65_535;

    private static final String REGION = "us-east-1";
    private static final AwsAccess.Keys OPERATOR = AwsAccess.Keys.of("test", "test");

    private final URI endpoint;
    private final Path caCertificate;
    private final Emulator own;
    private final CallTimes times;

    private EmbeddedTarget(URI endpoint, Path caCertificate, Emulator own, CallTimes times) {
        this.endpoint = endpoint;
        this.caCertificate = caCertificate;
        this.own = own;
        this.times = times;
    }

    /**
     * Starts one in this process; it ends when the target is closed.
     *
     * @param port 0 for a free one
     * @param kept where its certificate authority is kept, so that clients that trust it go on doing so
     * @throws HarnessException when the port is in use, or is none
     */
    public static EmbeddedTarget start(int port, Path kept) {
        return start(port, kept, OptionalDouble.empty());
    }

    /**
     * Starts one in this process that may take AWS's times.
     *
     * @param realism how long things take, as a part of AWS's own times; empty for as fast as can be
     */
    public static EmbeddedTarget start(int port, Path kept, OptionalDouble realism) {
        if (port < 0 || port > MAX_PORT) {
            throw new HarnessException(
                    "there is no port %d: choose one up to %d, or 0 for a free one".formatted(port, MAX_PORT));
        }
        var times = new CallTimes();
        try {
            var builder = Emulator.builder()
                    .port(port)
                    .certificateAuthority(kept.resolve("ca"))
                    .onCall(call -> times.add(call.userAgent(), call.took()));
            realism.ifPresent(builder::realistic);
            var emulator = builder.start();
            return new EmbeddedTarget(emulator.endpoint(), emulator.caCertificate(), emulator, times);
        } catch (BindException e) {
            throw new HarnessException(
                    "port %d is in use: end what listens there, or choose another one with --port (0 for a free one)"
                            .formatted(port),
                    e);
        } catch (IOException e) {
            throw new HarnessException("the embedded AWS cannot start: " + e.getMessage(), e);
        }
    }

    /** The one that runs in another process. */
    public static EmbeddedTarget attach(URI endpoint, Path caCertificate) {
        return new EmbeddedTarget(endpoint, caCertificate, null, new CallTimes());
    }

    @Override
    public String name() {
        return "embedded";
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The certificate of the authority that its domains' certificates come from, in PEM. */
    public Path caCertificate() {
        return caCertificate;
    }

    /** How long it has been answering calls so far, by the stack that they came from; nothing where it is not its own. */
    public Map<String, Duration> timeByStack() {
        return times.byStack();
    }

    @Override
    public AwsAccess aws() {
        return new AwsAccess(Optional.of(endpoint), REGION, Optional.of(OPERATOR));
    }

    /** Buckets of an IP address cannot be host names, which the backend does not see by itself. */
    @Override
    public Map<String, String> stateBackend() {
        return Map.of("use_path_style", "true");
    }

    @Override
    public InetSocketAddress reach(String host, int port) {
        return new InetSocketAddress(ask("GET", "names/" + host), port);
    }

    @Override
    public void runCanary(String name) {
        ask("POST", "canary-runs/" + name);
    }

    /** For how many functions an archive of their classes is yet to come. */
    public int archivesToCome() {
        return Integer.parseInt(ask("GET", "archives-to-come/"));
    }

    @Override
    public Instant now() {
        return clock().read().now();
    }

    @Override
    public TargetClock clock() {
        return new EmbeddedClock();
    }

    /** The clock, as it answers over HTTP. */
    private final class EmbeddedClock implements TargetClock {

        @Override
        public Reading read() {
            return reading("GET", "now");
        }

        @Override
        public Reading advance(Duration by) {
            return reading("POST", "advance?by=" + encoded(by.toString()));
        }

        @Override
        public Reading freeze() {
            return reading("POST", "freeze");
        }

        @Override
        public Reading rate(double factor) {
            return reading("POST", "rate?factor=" + factor);
        }

        @Override
        public Reading reset() {
            return reading("POST", "reset");
        }

        private Reading reading(String method, String what) {
            var json = json(accepted("clock/" + what, send(method, "clock/" + what)));
            return new Reading(
                    Instant.parse(json.path("now").asText()),
                    json.path("rate").asDouble(),
                    json.path("moved").asBoolean());
        }
    }

    @Override
    public TargetFaults faults() {
        return new EmbeddedFaults();
    }

    /** The faults, as they are asked for over HTTP. */
    private final class EmbeddedFaults implements TargetFaults {

        @Override
        public Fault add(String kind, Map<String, String> options) {
            var question = new StringBuilder("add?kind=" + encoded(kind));
            options.forEach((name, value) ->
                    question.append('&').append(encoded(name)).append('=').append(encoded(value)));
            return faults("POST", question.toString()).get(0);
        }

        @Override
        public List<Fault> list() {
            return faults("GET", "list");
        }

        @Override
        public Fault clear(String id) {
            return faults("POST", "clear?id=" + encoded(id)).get(0);
        }

        @Override
        public List<Fault> clear() {
            return faults("POST", "clear");
        }

        private List<Fault> faults(String method, String what) {
            var faults = new ArrayList<Fault>();
            for (var fault : json(sensible("faults/" + what, send(method, "faults/" + what)))) {
                faults.add(new Fault(
                        fault.path("id").asText(),
                        fault.path("kind").asText(),
                        fault.path("target").asText(),
                        fault.path("how").asText(),
                        fault.path("struck").asLong(),
                        fault.path("over").asBoolean()));
            }
            return faults;
        }
    }

    @Override
    public AccessReport accessReport() {
        return AccessReport.parse(ask("GET", "iam/report"));
    }

    /**
     * Times decisions on what a principal may do, in this process's own embedded AWS, for a call in its region.
     *
     * @param warmUp how many are not counted
     * @return the nanoseconds of each decision
     * @throws IllegalStateException when one is not an allowance: what is measured would be something else
     */
    public long[] timeDecisions(String principal, String action, String resource, int warmUp, int count) {
        var context = Map.of("aws:RequestedRegion", List.of(REGION));
        var times = new long[count];
        for (var i = -warmUp; i < count; i++) {
            var begin = System.nanoTime();
            var decision = own.accessControl()
                    .explain(principal, action, resource, context)
                    .orElseThrow();
            if (i >= 0) {
                times[i] = System.nanoTime() - begin;
            }
            if (!decision.allowed()) {
                throw new IllegalStateException(decision.explanation());
            }
        }
        return times;
    }

    /** The smallest policies under which a principal could do again what it did, each a JSON document. */
    public List<String> smallestPolicies(String principal) {
        return AccessReport.documents(ask("GET", "iam/policies?principal=" + encoded(principal)));
    }

    /**
     * Whether a principal may do something, and why.
     *
     * @throws HarnessException when there is no such principal
     */
    public AccessExplanation explainAccess(String principal, String action, String resource) {
        var question = "iam/explain?principal=%s&action=%s&resource=%s"
                .formatted(encoded(principal), encoded(action), encoded(resource));
        return AccessExplanation.parse(accepted(question, send("GET", question)));
    }

    @Override
    public Explanation explainNetwork(String from, String to, OptionalInt port) {
        var question = "network/explain?from=" + encoded(from) + "&to=" + encoded(to)
                + (port.isPresent() ? "&port=" + port.getAsInt() : "");
        var path = json(sensible(question, send("GET", question)));
        var hops = new ArrayList<String>();
        path.path("hops").forEach(hop -> hops.add(hop.path("text").asText()));
        return new Explanation(
                path.path("reachable").asBoolean(), hops, path.path("text").asText());
    }

    private static JsonNode json(String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new HarnessException("the embedded AWS answers what is no JSON: " + answer, e);
        }
    }

    /** The answer to a question that may make no sense; what is wrong with it is for the user to read. */
    private static String accepted(String question, HttpResponse<String> answer) {
        if (answer.statusCode() == BAD_REQUEST) {
            throw new HarnessException(answer.body());
        }
        return known(question, answer);
    }

    /** The answer to a question that may make no sense; what is wrong with it is for the caller to tell. */
    private static String sensible(String question, HttpResponse<String> answer) {
        if (answer.statusCode() == BAD_REQUEST) {
            throw new IllegalArgumentException(answer.body());
        }
        return known(question, answer);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What the embedded AWS answers beside AWS's own operations. */
    private String ask(String method, String what) {
        return known(what, send(method, what));
    }

    private static String known(String what, HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            throw new HarnessException("the embedded AWS does not know %s: %s".formatted(what, answer.body()));
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String what) {
        try {
            var request = HttpRequest.newBuilder(endpoint.resolve("/_emulator/" + what))
                    .timeout(PATIENCE)
                    .method(method, BodyPublishers.noBody())
                    .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new HarnessException("the embedded AWS at %s does not answer: %s".formatted(endpoint, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while the embedded AWS was asked for " + what, e);
        }
    }

    /** By the public zones that it has itself. */
    private List<InetAddress> addresses(String host) throws UnknownHostException {
        var answer = send("GET", "dns/" + host);
        if (answer.statusCode() == NOT_FOUND) {
            throw new UnknownHostException(host);
        }
        var addresses = new ArrayList<InetAddress>();
        for (var address : known("dns/" + host, answer).lines().toList()) {
            addresses.add(InetAddress.getByName(address));
        }
        return addresses;
    }

    /** Its HTTPS domains are reached through its own port, which tunnels to the names that it serves. */
    @Override
    public HttpAccess http() {
        var proxy = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        return new HttpAccess(Optional.of(proxy), Trust.only(caCertificate), this::addresses);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
