package sh.lfc.nv.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.authorization.AccessControl;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.SniKeyManager;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.dns.Addresses;
import sh.lfc.nv.emulator.faults.CallLimits;
import sh.lfc.nv.emulator.faults.Faults;
import sh.lfc.nv.emulator.gateway.AdminHandler;
import sh.lfc.nv.emulator.gateway.AwsHandler;
import sh.lfc.nv.emulator.gateway.CallObserver;
import sh.lfc.nv.emulator.gateway.Gateway;
import sh.lfc.nv.emulator.gateway.HealthHandler;
import sh.lfc.nv.emulator.httpapi.HttpApis;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.protocol.Dispatcher;
import sh.lfc.nv.emulator.realism.Delays;
import sh.lfc.nv.emulator.realism.RequestLimits;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.Folders;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.archives.ClassArchives;
import sh.lfc.nv.emulator.runtimes.lambda.LambdaRuntime;
import sh.lfc.nv.emulator.runtimes.lambda.RuntimeSettings;
import sh.lfc.nv.emulator.services.ec2.Ec2;
import sh.lfc.nv.emulator.services.iam.IamService;
import sh.lfc.nv.emulator.services.kms.Kms;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.logs.LogsService;
import sh.lfc.nv.emulator.services.resourcegroupstaggingapi.ResourceGroupsTagging;
import sh.lfc.nv.emulator.services.s3.S3Service;
import sh.lfc.nv.emulator.services.secretsmanager.SecretsManager;
import sh.lfc.nv.emulator.services.sts.StsService;
import sh.lfc.nv.emulator.services.synthetics.Synthetics;
import sh.lfc.nv.emulator.signature.Authenticator;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;

/**
 * An embedded AWS: the one place that wires its parts together.
 *
 * <pre>{@code
 * try (Emulator aws = Emulator.builder().port(0).start()) {
 *     S3Client s3 = S3Client.builder().endpointOverride(aws.endpoint())…
 * }
 * }</pre>
 *
 * <p>Several emulators run in one JVM without knowing each other. Safe for use by many threads.
 */
public final class Emulator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Emulator.class);

    /** The port on which an emulator listens unless told otherwise. */
    public static final int DEFAULT_PORT = 4566;

    private static final Scope OWN_SCOPE = new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1");

    /** In megabytes; below this not even small things work, and the message would be somebody else's. */
    private static final long LEAST_SPACE = 50;

    private final Gateway gateway;
    private final Platform platform;
    private final CredentialStore credentials;
    private final ChildProcesses processes;
    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final HostNames names = new HostNames();
    private final List<AwsService> services = new ArrayList<>();
    private final Path ownFolder;
    private final ClassArchives.Settings archives;
    private final Path caCertificate;
    private Ahead<CertificateAuthority> authority;
    private Edge edge;
    private Addresses publicAddresses;
    private InetSocketAddress dns;
    private final Dispatcher dispatcher;
    private final Faults faults;
    private AccessControl accessControl;
    private final Permissions permissions = new Permissions(() -> accessControl);
    private FunctionTraffic traffic;
    private Lambda lambda;
    private DataStores stores;
    private S3Service s3;
    private Events events;
    private Synthetics synthetics;

    private Emulator(Builder builder) throws IOException {
        SniKeyManager certificates = new SniKeyManager(
                host -> edge.forHost(host), () -> authority.get().issue(endpointNames(builder.host)));
        Ahead<Gateway> listener =
                Ahead.of("emulator-start", () -> new Gateway(builder.host, builder.port, certificates));
        EmulatorClock clock = new EmulatorClock();
        Path place = builder.data == null
                ? Path.of(System.getProperty("java.io.tmpdir"))
                : Files.createDirectories(builder.data);
        Folders.requireSpace(place, LEAST_SPACE, "the emulator's data");
        this.ownFolder = builder.data == null ? Files.createTempDirectory(place, "nv-emulator-") : null;
        Path data = builder.data == null ? ownFolder : place;
        this.processes = ChildProcesses.open();
        if (ownFolder != null) {
            processes.owns(ownFolder);
        }
        this.platform =
                new Platform(clock, new Scheduler(clock), new Ids(builder.seed), data, new Delays(builder.realism));
        this.credentials = new CredentialStore();
        this.archives = builder.archives();
        this.authority = Ahead.of(
                "emulator-start-authority",
                () -> CertificateAuthority.open(builder.authority == null ? data.resolve("ca") : builder.authority));
        this.faults = new Faults(
                platform,
                new FaultTargets(
                        this::implementedOperations,
                        () -> stores,
                        () -> lambda,
                        () -> s3,
                        () -> traffic.reconsider(),
                        OWN_SCOPE),
                limits());
        wire();
        this.dispatcher = Dispatcher.of(services, accessControl, faults.calls());
        Authenticator authenticator = new Authenticator(credentials, clock);
        this.caCertificate =
                Files.writeString(data.resolve("ca.pem"), authority.get().pem());
        this.gateway = listener.get();
        try {
            gateway.start(edge.inFrontOf(
                    new AdminHandler(
                            adminActions(),
                            new HealthHandler(
                                    () -> implementedOperations().keySet(),
                                    version(),
                                    new AwsHandler(
                                            dispatcher, authenticator, clock, platform.ids(), builder.observer))),
                    this::address));
            if (builder.dnsPort >= 0) {
                this.dns = edge.serveDns(new InetSocketAddress(builder.host, builder.dnsPort), names, this::address);
            }
        } catch (IOException e) {
            gateway.close();
            closeAllButGateway();
            throw e;
        }
    }

    /** AWS's services may be called by each other as often as they like. */
    private CallLimits limits() {
        if (platform.delays().areNone()) {
            return CallLimits.NONE;
        }
        RequestLimits limits = new RequestLimits(platform.clock());
        return (service, operation, caller) -> {
            String[] arn = caller.arn().split(":", 6);
            return arn.length == 6 && limits.exceeded(service, operation, arn[4]);
        };
    }

    /** Every service, with what it needs of the others. */
    private void wire() {
        Ec2 ec2 = new Ec2(platform);
        services.addAll(ec2.services());
        LogsService logs = new LogsService(platform);
        services.add(logs);
        Messaging messaging = Messaging.of(
                platform, permissions, () -> lambda, () -> endpoint().toString());
        services.addAll(messaging.services());
        edge = edge(logs, messaging);
        publicAddresses = edge.addresses(names, this::address);
        services.addAll(edge.services());
        s3 = new S3Service(
                platform,
                Map.of(
                        "lambda", new BucketsToFunctions(() -> lambda, permissions),
                        "sqs", new BucketsToQueues(messaging.sqs(), permissions),
                        "sns", new BucketsToTopics(messaging.sns(), permissions)),
                (scope, time, type, bucket, detail) ->
                        events.eventBridge().put(scope, "aws.s3", type, time, List.of(bucket), detail),
                faults.events()::send,
                (request, call) -> accessControl.admit("s3", "DeleteObject", request, call));
        services.addAll(s3.operations());
        IamService iam = new IamService(platform, credentials);
        services.addAll(iam.operations());
        Kms kms = new Kms(platform);
        services.addAll(kms.services());
        stores = new DataStores(
                platform, processes, addresses, names, authority::get, ec2.network(), kms, messaging.cloudWatch());
        services.addAll(stores.services());
        FunctionInterfaces interfaces = new FunctionInterfaces(ec2.network(), platform);
        traffic = new FunctionTraffic(
                ec2.network(),
                interfaces,
                stores,
                names,
                new DomainsByDns(edge, publicAddresses),
                addresses,
                () -> lambda,
                this::address,
                faults.engines());
        SecretsManager secrets = new SecretsManager(
                platform,
                iam.identities()::exists,
                (request, call) -> accessControl.admit("secretsmanager", "GetSecretValue", request, call),
                new FunctionsOfSecrets(() -> lambda, permissions));
        services.addAll(secrets.services());
        IamRoles iamRoles = new IamRoles(iam.identities(), () -> accessControl);
        StsService sts = new StsService(platform, credentials, iamRoles);
        services.add(sts);
        OwnCalls calls = new OwnCalls(platform, () -> dispatcher, this::endpoint);
        events = Events.of(
                platform, calls, new Events.Surroundings(() -> lambda, messaging, logs, sts, iamRoles, permissions));
        services.addAll(events.services());
        Map<String, Resources> resources = resources(ec2, iam, s3, stores, messaging);
        resources.put("kms", new KeyResources(kms));
        resources.put("secretsmanager", new SecretResources(secrets));
        resources.putAll(events.resources(logs));
        Resources everything = new ServiceResources(resources);
        accessControl = new AccessControl(
                new IamPrincipals(iam.identities(), sts.sessions()),
                everything,
                new FunctionWays(traffic.paths(), ec2.network()),
                platform.clock());
        lambda = lambda(interfaces, logs, sts, iamRoles, s3, messaging);
        services.addAll(lambda.services());
        synthetics = new Synthetics(
                platform,
                new FunctionsOfCanaries(calls, () -> lambda),
                new ArtifactsOfCanaries(calls, sts, iamRoles, permissions),
                new MetricsOfCanaries(messaging.cloudWatch(), permissions));
        services.addAll(synthetics.services());
        services.add(new ResourceGroupsTagging(
                platform,
                new TagsOfServices(
                        List.of(
                                ec2.resources()::tagged,
                                logs::tagged,
                                s3::tagged,
                                kms::tagged,
                                secrets::tagged,
                                lambda::tagged,
                                synthetics::tagged,
                                edge::tagged,
                                stores::tagged,
                                messaging::tagged,
                                events::tagged),
                        List.of(edge::taggedZones, scope -> iam.identities().tagged(scope.account())),
                        everything,
                        () -> dispatcher)));
    }

    /** What policies ask of resources, by what stands for their service in an ARN. */
    private Map<String, Resources> resources(
            Ec2 ec2, IamService iam, S3Service s3, DataStores dataStores, Messaging messaging) {
        Map<String, Resources> resources = new HashMap<>(edge.resources());
        resources.putAll(dataStores.resources());
        resources.putAll(messaging.resources());
        resources.put("ec2", new NetworkResources(ec2.resources()));
        resources.put("iam", new IamResources(iam.identities()));
        resources.put("s3", new BucketResources(s3));
        resources.put("lambda", TaggedResources.of(arn -> lambda.tags(arn)).withPolicies(arn -> lambda.policy(arn)));
        resources.put("synthetics", TaggedResources.of(arn -> synthetics.tags(arn)));
        return resources;
    }

    private Edge edge(LogsService logs, Messaging messaging) {
        return new Edge(
                platform,
                authority::get,
                (scope, arn, days) -> messaging
                        .cloudWatch()
                        .record(
                                scope,
                                "AWS/CertificateManager",
                                "DaysToExpiry",
                                Map.of("CertificateArn", arn),
                                days,
                                "None"),
                new HttpApis.Surroundings(
                        new ApiFunctions(() -> lambda, permissions),
                        new ApiAccessLogs(logs, platform),
                        (scope, metric, dimensions, value, unit) -> messaging
                                .cloudWatch()
                                .record(scope, "AWS/ApiGateway", metric, dimensions, value, unit)));
    }

    private Lambda lambda(
            FunctionInterfaces interfaces,
            LogsService logs,
            StsService sts,
            IamRoles roles,
            S3Service s3,
            Messaging messaging) {
        LambdaRuntime runtime = new LambdaRuntime(
                platform,
                RuntimeSettings.DEFAULT,
                new LambdaRuntime.Surroundings(
                        this::endpoint,
                        this::caCertificate,
                        processes,
                        (role, name, duration, function) -> roles.mayAssume(role, "lambda.amazonaws.com", function)
                                ? sts.sessionFor(
                                        role,
                                        name,
                                        duration,
                                        Map.of("lambda:SourceFunctionArn", function),
                                        Clock.systemUTC())
                                : Optional.empty(),
                        traffic,
                        new LogsOfFunctions(logs, permissions),
                        new FunctionMishaps(faults.functions()),
                        archives));
        return new Lambda(
                platform,
                runtime,
                new Lambda.Surroundings(
                        new FunctionRoles(roles, permissions),
                        interfaces,
                        (scope, bucket, key, version) -> s3.open(bucket, key, version),
                        new LambdaTargets(messaging.sqs(), messaging.sns(), () -> endpoint()
                                .toString()),
                        (scope, function, metric, value, unit) -> messaging
                                .cloudWatch()
                                .record(scope, "AWS/Lambda", metric, Map.of("FunctionName", function), value, unit),
                        (function, sender) -> faults.calls()
                                .of("lambda", "Invoke", sender, () -> List.of(function))
                                .undergo("lambda")));
    }

    /** What can be asked of this emulator that AWS has no operation for. */
    private Map<String, AdminHandler.Action> adminActions() {
        Scope scope = OWN_SCOPE;
        ClockActions clock = new ClockActions(platform.clock());
        FaultActions onFaults = new FaultActions(faults);
        Map<String, AdminHandler.Action> actions = new HashMap<>(Map.<String, AdminHandler.Action>of(
                "GET names",
                asked ->
                        names.find(asked.argument()).map(address -> AdminHandler.Answer.text(address.getHostAddress())),
                "GET dns",
                asked -> Optional.of(publicAddresses.of(asked.argument()))
                        .filter(found -> !found.isEmpty())
                        .map(found -> AdminHandler.Answer.text(
                                found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining("\n")))),
                "GET iam",
                new AccessAnswers(accessControl),
                "GET network",
                new NetworkExplanations(traffic.paths(), () -> lambda, scope)::answer,
                "GET clock",
                clock::shown,
                "POST clock",
                clock::moved,
                "GET faults",
                onFaults::shown,
                "POST faults",
                onFaults::changed,
                "GET archives-to-come",
                asked -> Optional.of(AdminHandler.Answer.text(Integer.toString(lambda.archivesToCome()))),
                "POST canary-runs",
                asked -> Optional.of(AdminHandler.Answer.text(
                        synthetics.runNow(scope, asked.argument()).id()))));
        actions.put(
                "GET ca",
                asked -> Optional.of(new AdminHandler.Answer(
                        "application/x-pem-file", authority.get().pem())));
        return actions;
    }

    /** As its archive says. */
    private static String version() {
        return Optional.ofNullable(Emulator.class.getPackage().getImplementationVersion())
                .orElse("unpacked");
    }

    /** The names under which AWS's own endpoints are reached. */
    private static List<String> endpointNames(String host) {
        return List.of(
                host,
                "localhost",
                "*.localhost",
                "*.amazonaws.com",
                "*.us-east-1.amazonaws.com",
                "*.execute-api.us-east-1.amazonaws.com");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The address under which AWS's APIs answer, for example {@code http://127.0.0.1:4566}. */
    public URI endpoint() {
        return gateway.endpoint();
    }

    /** Who may do what, and what was done. */
    public AccessControl accessControl() {
        return accessControl;
    }

    /** The operations that are implemented, by service; a service is called as the SDK's package. */
    public Map<String, Set<String>> implementedOperations() {
        return dispatcher.implemented();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(endpoint().getHost(), port());
    }

    public int port() {
        return gateway.port();
    }

    /** The host names of the databases and caches, with the loopback addresses on which they listen. */
    public HostNames hostNames() {
        return names;
    }

    /** The certificate, in PEM, that clients have to trust for HTTPS. */
    public Path caCertificate() {
        return caCertificate;
    }

    /** Where DNS queries are answered; empty unless that was asked for. */
    public Optional<InetSocketAddress> dns() {
        return Optional.ofNullable(dns);
    }

    /** The time of this emulator. */
    public EmulatorClock clock() {
        return platform.clock();
    }

    /** What goes wrong on purpose: {@code aws.faults().crash("nv-demo-api", Often.times(1))}. */
    public Faults faults() {
        return faults;
    }

    /**
     * The canaries of this emulator, to run one at once instead of waiting for its schedule:
     * {@code aws.synthetics().runNow(scope, "nv-demo-canary")}.
     */
    public Synthetics synthetics() {
        return synthetics;
    }

    /** Ends all that was started and deletes the emulator's own folder. */
    @Override
    public void close() {
        gateway.close();
        closeAllButGateway();
    }

    private void closeAllButGateway() {
        edge.close();
        services.forEach(Emulator::close);
        traffic.close();
        platform.scheduler().close();
        processes.close();
        addresses.close();
        if (ownFolder != null) {
            deleteOwnFolder();
        }
    }

    /** One service that cannot end what it started must not keep the others from it. */
    private static void close(AwsService service) {
        try {
            service.close();
        } catch (RuntimeException e) {
            log.error("a service did not close service={}", service.sdkPackage(), e);
        }
    }

    private void deleteOwnFolder() {
        try {
            Folders.delete(ownFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How an emulator is to be. */
    public static final class Builder {

        private String host = "127.0.0.1";
        private int port = DEFAULT_PORT;
        private Path data;
        private Path authority;
        private long seed = 1;
        private double realism;
        private int dnsPort = -1;
        private CallObserver observer = CallObserver.NONE;
        private ClassArchives.Settings archives;

        private Builder() {}

        /** The address to listen on; loopback unless told otherwise. */
        public Builder host(String address) {
            this.host = address;
            return this;
        }

        /** The port to listen on; 0 for a free one. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** Where large bodies are kept; without it a temporary folder that {@link Emulator#close()} deletes. */
        public Builder dataDirectory(Path folder) {
            this.data = folder;
            return this;
        }

        /**
         * Where the certificate authority is kept, so that clients that trust it go on doing so with the next
         * emulator; without it each emulator has an authority of its own.
         */
        public Builder certificateAuthority(Path folder) {
            this.authority = folder;
            return this;
        }

        /** Who is told of every call that was answered. */
        public Builder onCall(CallObserver calls) {
            this.observer = calls;
            return this;
        }

        /**
         * The port, for UDP and TCP, on which DNS queries for Route 53's public zones and for endpoints' names are
         * answered; 0 for a free one. Without it there is no DNS server.
         */
        public Builder dns(int number) {
            this.dnsPort = number;
            return this;
        }

        /**
         * How functions' classes are archived, so that their later cold starts are faster; without it archives are kept
         * in the user's folder, unless the environment's variable {@code NV_DEMO_CLASS_ARCHIVES} is {@code off}.
         */
        public Builder classArchives(ClassArchives.Settings settings) {
            this.archives = settings;
            return this;
        }

        private ClassArchives.Settings archives() throws IOException {
            if (archives != null) {
                return archives;
            }
            return "off".equals(System.getenv("NV_DEMO_CLASS_ARCHIVES"))
                    ? ClassArchives.Settings.OFF
                    : ClassArchives.Settings.keptIn(Folders.cache().resolve("class-archives"));
        }

        /** From what identifiers are made: the same seed and the same calls give the same identifiers. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Lets things take the time that they take on AWS, changes be known late, and requests be limited; without it
         * things take next to no time.
         *
         * @param scale how much of AWS's usual times: 1 for all, 0.1 for a tenth; not negative, 0 for none
         */
        public Builder realistic(double scale) {
            if (!(scale >= 0) || Double.isInfinite(scale)) {
                throw new IllegalArgumentException("a scale of AWS's usual times is 0 or more, not " + scale);
            }
            this.realism = scale;
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @throws java.net.BindException if the port is in use
         */
        public Emulator start() throws IOException {
            return new Emulator(this);
        }
    }
}
