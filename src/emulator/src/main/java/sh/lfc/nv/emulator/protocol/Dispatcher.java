package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.authorization.Gate;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Streamed;
import sh.lfc.nv.emulator.faults.CallFaults;
import sh.lfc.nv.emulator.faults.Fate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Finds the operation that a request means, calls the service's method for it, and puts answer or refusal into the
 * form of the service's protocol.
 *
 * <p>Safe for use by many threads. Models are loaded when a service is first called.
 */
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final int NOT_MODIFIED = 304;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Map<String, Operations> operations;
    private final Gate gate;
    private final CallFaults faults;
    private final Map<String, ServiceModel> models = new ConcurrentHashMap<>();
    private final Map<Protocol, Codec> codecs = Map.of(
            Protocol.JSON, new JsonCodec(),
            Protocol.REST_JSON, new RestJsonCodec(),
            Protocol.REST_XML, new RestXmlCodec(),
            Protocol.QUERY, QueryCodec.query(),
            Protocol.EC2, QueryCodec.ec2());
    private final Codec cbor = new CborCodec();
    private final Codec sqsQuery = QueryCodec.sqs();

    /**
     * @param operations what answers each service, by the package of the SDK that holds its client
     * @param gate who is let in
     */
    public Dispatcher(Map<String, Operations> operations, Gate gate) {
        this(operations, gate, CallFaults.none());
    }

    private Dispatcher(Map<String, Operations> operations, Gate gate, CallFaults faults) {
        this.operations = Map.copyOf(operations);
        this.gate = gate;
        this.faults = faults;
    }

    /** Several objects may share the operations of one service. */
    public static Dispatcher of(List<AwsService> services, Gate gate) {
        return of(services, gate, CallFaults.none());
    }

    /** @param faults what goes wrong with calls before they reach their operations */
    public static Dispatcher of(List<AwsService> services, Gate gate, CallFaults faults) {
        Map<String, List<AwsService>> parts = services.stream().collect(Collectors.groupingBy(AwsService::sdkPackage));
        Map<String, Operations> operations = new HashMap<>();
        parts.forEach((name, objects) -> operations.put(name, new ServiceOperations(objects)));
        return new Dispatcher(operations, gate, faults);
    }

    /** The packages of the SDK whose services are served. */
    public Set<String> services() {
        return operations.keySet();
    }

    /** The operations that are implemented, by service, in alphabetical order. */
    public Map<String, Set<String>> implemented() {
        Map<String, Set<String>> all = new TreeMap<>();
        operations.forEach((service, own) -> {
            Set<String> names = new TreeSet<>();
            own.requests().forEach(request -> names.add(request.getSimpleName().replaceAll("Request$", "")));
            all.put(service, names);
        });
        return all;
    }

    /**
     * Answers a request.
     *
     * @param sdkPackage the service that is meant, one of {@link #services()}
     */
    public WireResponse dispatch(String sdkPackage, WireRequest request, Call call) throws IOException {
        ServiceModel service = models.computeIfAbsent(sdkPackage, ServiceModel::load);
        Codec codec = codec(service, request);
        String what = sdkPackage;
        Fate fate = Fate.NONE;
        try {
            OperationModel operation = codec.operation(service, request);
            if (operation == null) {
                throw unknown(service, request);
            }
            what = sdkPackage + "." + operation.name();
            Operations implemented = operations.get(sdkPackage);
            SdkPojo typed = codec.read(service, operation, request);
            if (!implemented.requests().contains(operation.request())) {
                throw new AwsError(
                        "NotImplemented",
                        501,
                        "The operation " + operation.name() + " of " + sdkPackage + " is not implemented");
            }
            fate = fate(sdkPackage, operation.name(), typed, call);
            if (fate.isUnanswered()) {
                return WireResponse.unanswered().with(fate);
            }
            if (fate.refusal().isPresent()) {
                throw fate.refusal().get();
            }
            Object answer = admitted(sdkPackage, operation.name(), typed, call);
            log.debug(
                    "call={} principal={} requestId={}", what, call.principal().arn(), call.requestId());
            return written(service, codec, operation, answer, call).with(fate);
        } catch (Throwable e) {
            return refusal(service, codec, what, e, call).with(fate);
        }
    }

    private static WireResponse written(
            ServiceModel service, Codec codec, OperationModel operation, Object answer, Call call) throws IOException {
        return answer instanceof Streamed<?> streamed
                ? codec.write(service, operation, (SdkPojo) streamed.response(), call.requestId())
                        .streaming(streamed)
                : codec.write(service, operation, (SdkPojo) answer, call.requestId());
    }

    private Fate fate(String sdkPackage, String operation, SdkPojo request, Call call) {
        return faults.of(
                sdkPackage, operation, call.principal(), () -> gate.resources(sdkPackage, operation, request, call));
    }

    /**
     * Calls an operation for a service of this emulator, which needs no wire for it, and no permission either unless it
     * acts in somebody's name.
     *
     * @param sdkPackage one of {@link #services()}
     * @return the operation's response
     * @throws RuntimeException what the operation refuses with
     */
    public Object call(String sdkPackage, SdkPojo request, Call call) {
        String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
        try {
            fate(sdkPackage, operation, request, call).undergo(sdkPackage);
            if (call.principal().kind() == Principal.Kind.SERVICE) {
                return operations.get(sdkPackage).invoke(request, call);
            }
            return admitted(sdkPackage, operation, request, call);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(sdkPackage + " failed", e);
        }
    }

    private Object admitted(String sdkPackage, String operation, SdkPojo request, Call call) throws Throwable {
        gate.admit(sdkPackage, operation, request, call);
        try {
            return operations.get(sdkPackage).invoke(request, call);
        } catch (AwsError | AwsServiceException e) {
            if (isAbsence(e) && !gate.mayKnowAbsence(sdkPackage, operation, request, call)) {
                throw new AwsError("AccessDenied", FORBIDDEN, "Access Denied");
            }
            throw e;
        }
    }

    private static boolean isAbsence(RuntimeException refused) {
        return refused instanceof AwsError error
                ? error.status() == NOT_FOUND
                : ((AwsServiceException) refused).statusCode() == NOT_FOUND;
    }

    /** Refuses a request before it reaches an operation, in the form of the service's protocol. */
    public WireResponse refuse(String sdkPackage, WireRequest request, AwsError error, String requestId) {
        ServiceModel service = models.computeIfAbsent(sdkPackage, ServiceModel::load);
        return written(service, codec(service, request), error, requestId);
    }

    /** A service that spoke Query first may be spoken to in newer protocols, SQS still in Query; the request tells. */
    private Codec codec(ServiceModel service, WireRequest request) {
        if (service.protocol() == Protocol.QUERY && CborCodec.speaks(request)) {
            return cbor;
        }
        if (service.sdkPackage().equals("sqs") && request.parameter("Action").isPresent()) {
            return sqsQuery;
        }
        boolean json = service.protocol() == Protocol.QUERY
                && request.header("x-amz-target").isPresent();
        return codecs.get(json ? Protocol.JSON : service.protocol());
    }

    private WireResponse refusal(ServiceModel service, Codec codec, String what, Throwable cause, Call call)
            throws IOException {
        if (cause instanceof IOException broken) {
            throw broken;
        }
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (cause instanceof AwsError refused) {
            debug(what, call, refused.code(), refused.getMessage());
            return written(service, codec, refused, call.requestId());
        }
        WireError error;
        if (cause instanceof AwsServiceException modelled) {
            error = wire(service, modelled);
        } else {
            log.error("call={} requestId={} failed", what, call.requestId(), cause);
            error = new WireError(
                    "InternalFailure", 500, "The request processing has failed because of an unknown error.");
        }
        debug(what, call, error.code(), error.message());
        return codec.write(service, error, call.requestId());
    }

    private static void debug(String what, Call call, String code, String message) {
        log.debug("call={} requestId={} refused code={} message={}", what, call.requestId(), code, message);
    }

    /** A status that means "nothing has changed" has no body. */
    private static WireResponse written(ServiceModel service, Codec codec, AwsError error, String requestId) {
        return error.status() == NOT_MODIFIED
                ? WireResponse.empty(NOT_MODIFIED, error.headers())
                : codec.write(service, wire(error), requestId).with(error.headers());
    }

    private static WireError wire(AwsError error) {
        return new WireError(error.code(), error.status(), error.getMessage(), error.details(), null);
    }

    private static WireError wire(ServiceModel service, AwsServiceException exception) {
        ErrorModels.ErrorModel model = service.errors().of(exception);
        int status = exception.statusCode() == 0 ? model.status() : exception.statusCode();
        String message = exception.awsErrorDetails() != null
                ? exception.awsErrorDetails().errorMessage()
                : rawMessage(exception);
        return new WireError(model.code(), status, message, Map.of(), exception);
    }

    private static String rawMessage(AwsServiceException exception) {
        return exception.toBuilder().message();
    }

    private static AwsError unknown(ServiceModel service, WireRequest request) {
        return switch (service.protocol()) {
            case QUERY, EC2 ->
                AwsError.badRequest(
                        "InvalidAction",
                        "The action " + request.parameter("Action").orElse("") + " is not valid for this web service.");
            case REST_XML ->
                new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
            case REST_JSON -> new AwsError("UnknownOperationException", 404, null);
            case JSON -> AwsError.badRequest("UnknownOperationException", null);
        };
    }
}
