package sh.lfc.nv.emulator.protocol;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * A service as the SDK's classes describe it: its operations, its protocol and its errors.
 *
 * <p>Made when the service is first called; immutable.
 */
public final class ServiceModel {

    private static final String SDK = "software.amazon.awssdk.services.";

    private final String sdkPackage;
    private final Class<?> client;
    private final Protocol protocol;
    private final Map<String, OperationModel> operations = new LinkedHashMap<>();
    private final ErrorModels errors;
    private final Routes routes;
    private final String apiVersion;

    private ServiceModel(String sdkPackage) throws ReflectiveOperationException {
        this.sdkPackage = sdkPackage;
        Class<?> implementation = ClientClasses.implementation(sdkPackage);
        this.client = ClientClasses.contract(implementation);
        this.protocol = Protocol.named(ClientClasses.protocol(implementation));
        String version = "";
        Set<Class<?>> requests = new LinkedHashSet<>();
        Set<Class<?>> streamed = new HashSet<>();
        for (Method method : client.getMethods()) {
            ClientClasses.request(method).ifPresent(request -> {
                requests.add(request);
                if (ClientClasses.transformsOutput(method)) {
                    streamed.add(request);
                }
            });
        }
        for (Class<?> request : requests) {
            OperationInfo binding = binding(request);
            OperationModel operation = operation(request, binding, streamed.contains(request));
            operations.put(operation.name(), operation);
            version = binding.apiVersion() == null ? version : binding.apiVersion();
        }
        this.apiVersion = version;
        this.errors = new ErrorModels(sdkPackage, implementation);
        boolean isRest = protocol == Protocol.REST_JSON || protocol == Protocol.REST_XML;
        this.routes = new Routes(isRest ? operations.values() : List.of());
    }

    /**
     * @param sdkPackage the package of the service's client in the SDK, for example {@code secretsmanager}
     */
    public static ServiceModel load(String sdkPackage) {
        try {
            return new ServiceModel(sdkPackage);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK has no service " + sdkPackage, e);
        }
    }

    /** The packages of all services of the SDK that can be served. */
    public static Set<String> known() {
        return ClientClasses.NAMES.keySet();
    }

    public String sdkPackage() {
        return sdkPackage;
    }

    /** The interface of the SDK's synchronous client. */
    public Class<?> client() {
        return client;
    }

    /** The version of the API, such as 2016-11-15 for EC2; empty where the protocol does not carry it. */
    String apiVersion() {
        return apiVersion;
    }

    Protocol protocol() {
        return protocol;
    }

    ErrorModels errors() {
        return errors;
    }

    public Collection<OperationModel> operations() {
        return operations.values();
    }

    public Optional<OperationModel> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The REST operation that a request means: the most specific one that it has everything for. */
    Optional<OperationModel> route(WireRequest request) {
        return routes.find(request);
    }

    private OperationModel operation(Class<?> request, OperationInfo binding, boolean streamsOutput) {
        return new OperationModel(
                ClientClasses.operationName(request, binding),
                request,
                ClientClasses.response(request),
                binding.httpMethod().name(),
                new UriTemplate(template(request, binding)),
                binding.hasStreamingInput(),
                streamsOutput);
    }

    /** S3's bucket is part of the host name in the SDK's templates; here it is always the first path segment. */
    private static String template(Class<?> request, OperationInfo binding) {
        String uri = binding.requestUri();
        boolean bucketInHost = request.getName().startsWith(SDK + "s3.")
                && OperationModel.builder(request).sdkFields().stream()
                        .anyMatch(field -> field.location() == MarshallLocation.PATH
                                && field.locationName().equals("Bucket"));
        return bucketInHost ? "/{Bucket}" + uri : uri;
    }

    private OperationInfo binding(Class<?> request) throws ReflectiveOperationException {
        Class<?> marshaller = Class.forName(SDK + sdkPackage + ".transform." + request.getSimpleName() + "Marshaller");
        Field field = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
        field.setAccessible(true);
        return (OperationInfo) field.get(null);
    }

    /** How the SDK lays out its clients. */
    private static final class ClientClasses {

        /** The spelling of each client's name, which its package does not tell. */
        private static final Map<String, String> NAMES = Map.ofEntries(
                Map.entry("acm", "Acm"),
                Map.entry("apigatewayv2", "ApiGatewayV2"),
                Map.entry("cloudwatch", "CloudWatch"),
                Map.entry("cloudwatchlogs", "CloudWatchLogs"),
                Map.entry("ec2", "Ec2"),
                Map.entry("elasticache", "ElastiCache"),
                Map.entry("eventbridge", "EventBridge"),
                Map.entry("iam", "Iam"),
                Map.entry("kms", "Kms"),
                Map.entry("lambda", "Lambda"),
                Map.entry("rds", "Rds"),
                Map.entry("resourcegroupstaggingapi", "ResourceGroupsTaggingApi"),
                Map.entry("route53", "Route53"),
                Map.entry("s3", "S3"),
                Map.entry("scheduler", "Scheduler"),
                Map.entry("secretsmanager", "SecretsManager"),
                Map.entry("sns", "Sns"),
                Map.entry("sqs", "Sqs"),
                Map.entry("sts", "Sts"),
                Map.entry("synthetics", "Synthetics"));

        static Class<?> implementation(String sdkPackage) throws ReflectiveOperationException {
            String name = NAMES.get(sdkPackage);
            if (name != null) {
                return Class.forName(SDK + sdkPackage + ".Default" + name + "Client");
            }
            throw new ClassNotFoundException(SDK + sdkPackage + ".Default*Client");
        }

        static Class<?> contract(Class<?> implementation) throws ClassNotFoundException {
            return Arrays.stream(implementation.getInterfaces())
                    .filter(type -> type.getName().startsWith(SDK))
                    .findFirst()
                    .orElseThrow(() -> new ClassNotFoundException("interface of " + implementation));
        }

        static String protocol(Class<?> implementation) throws ReflectiveOperationException {
            Field field = implementation.getDeclaredField("protocolMetadata");
            field.setAccessible(true);
            Object metadata = field.get(null);
            Method serviceProtocol = metadata.getClass().getMethod("serviceProtocol");
            return serviceProtocol.invoke(metadata).toString();
        }

        static Optional<Class<?>> request(Method method) {
            if (Modifier.isStatic(method.getModifiers()) || method.getName().endsWith("Paginator")) {
                return Optional.empty();
            }
            return Arrays.stream(method.getParameterTypes())
                    .filter(type -> SdkRequest.class.isAssignableFrom(type))
                    .findFirst();
        }

        /** AWS's spelling, which classes change: CreateOpenIDConnectProvider's is CreateOpenIdConnectProvider. */
        static String operationName(Class<?> request, OperationInfo binding) {
            String name = request.getSimpleName().replaceAll("Request$", "");
            String identifier = binding.operationIdentifier();
            String wire = identifier == null ? name : identifier.substring(identifier.lastIndexOf('.') + 1);
            return wire.equalsIgnoreCase(name) ? wire : name;
        }

        /** The class is not initialised: with all its fields that takes longer than all else that is done here. */
        static Class<?> response(Class<?> request) {
            String name = request.getName();
            try {
                Class<?> response = Class.forName(
                        name.substring(0, name.length() - "Request".length()) + "Response",
                        false,
                        request.getClassLoader());
                if (SdkResponse.class.isAssignableFrom(response)) {
                    return response;
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("no response class for " + name, e);
            }
            throw new IllegalStateException("no response class for " + name);
        }

        /** The client has several methods for an operation that streams its output; one takes a transformer. */
        static boolean transformsOutput(Method method) {
            return Arrays.stream(method.getParameterTypes())
                    .anyMatch(type -> type.getSimpleName().equals("ResponseTransformer"));
        }
    }

    @Override
    public String toString() {
        return sdkPackage + " (" + protocol + ", " + operations.size() + " operations)";
    }
}
