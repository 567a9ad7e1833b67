package sh.lfc.nv.emulator.services.lambda;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.runtimes.lambda.Invocation;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;

/** The operation Invoke. */
final class InvokeOperations implements AwsService {

    private static final int MAX_SYNCHRONOUS = 6 * 1024 * 1024;
    private static final int MAX_EVENT = 1024 * 1024;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final byte[] EMPTY_EVENT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final FunctionInvoker invoker;
    private final AsyncInvocations queue;

    InvokeOperations(FunctionInvoker invoker, AsyncInvocations queue) {
        this.invoker = invoker;
        this.queue = queue;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    public InvokeResponse invoke(InvokeRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        InvocationType type =
                request.invocationType() == null ? InvocationType.REQUEST_RESPONSE : request.invocationType();
        byte[] payload = payload(request, type);
        switch (type) {
            case DRY_RUN:
                invoker.require(reference);
                return InvokeResponse.builder().statusCode(NO_CONTENT).build();
            case EVENT:
                invoker.require(reference);
                queue.queue(reference, invocation(request, call, reference, payload), call.principal());
                return InvokeResponse.builder().statusCode(ACCEPTED).build();
            case REQUEST_RESPONSE:
                return answer(invoker.invoke(reference, invocation(request, call, reference, payload)), request);
            default:
                throw FunctionRules.invalid("Unknown invocation type: " + request.invocationTypeAsString());
        }
    }

    private static InvokeResponse answer(Outcome outcome, InvokeRequest request) {
        InvokeResponse.Builder response = InvokeResponse.builder()
                .statusCode(OK)
                .executedVersion(outcome.version())
                .payload(SdkBytes.fromByteArrayUnsafe(outcome.payload()));
        if (outcome.failed()) {
            response.functionError("Unhandled");
        }
        if (request.logType() == LogType.TAIL) {
            response.logResult(Base64.getEncoder().encodeToString(outcome.logTail()));
        }
        return response.build();
    }

    private static Invocation invocation(
            InvokeRequest request, Call call, FunctionReference reference, byte[] payload) {
        return new Invocation(
                call.requestId(),
                payload,
                reference.qualifiedArn(),
                clientContext(request.clientContext()),
                call.header("x-amzn-trace-id").orElse(null));
    }

    private static String clientContext(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest(
                    "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
        }
    }

    private static byte[] payload(InvokeRequest request, InvocationType type) {
        if (request.payload() == null || request.payload().asByteArrayUnsafe().length == 0) {
            return EMPTY_EVENT;
        }
        byte[] payload = request.payload().asByteArrayUnsafe();
        int limit = type == InvocationType.EVENT ? MAX_EVENT : MAX_SYNCHRONOUS;
        if (payload.length > limit) {
            throw RequestTooLargeException.builder()
                    .type("User")
                    .message(payload.length + " byte payload is too large for the " + type + " invocation type (limit "
                            + limit + " bytes)")
                    .build();
        }
        try {
            JSON.readTree(payload);
        } catch (IOException e) {
            throw InvalidRequestContentException.builder()
                    .type("User")
                    .message("Could not parse request body into json: Could not parse payload into json: "
                            + e.getMessage().lines().findFirst().orElse(""))
                    .build();
        }
        return payload;
    }
}
