package sh.lfc.nv.emulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.authorization.Gate;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Streamed;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.SniKeyManager;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.gateway.AwsHandler;
import sh.lfc.nv.emulator.gateway.CallObserver;
import sh.lfc.nv.emulator.gateway.Gateway;
import sh.lfc.nv.emulator.signature.Authenticator;
import sh.lfc.nv.emulator.time.EmulatorClock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Every operation of every service that can be served: what the real client sends arrives as an equal object, what is
 * answered arrives at the client as an equal object, and every modelled error arrives as its class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolProofTest {

    /** The system property that names the only service to look at, for those who work on a codec. */
    private static final String ONLY = "proof.service";

    private static final long SEED = 20261124;
    private static final byte[] CONTENT = "streamed \0 bytes".getBytes(StandardCharsets.UTF_8);

    private final Map<String, ServiceModel> models = new TreeMap<>();
    private final Map<String, StandIn> standIns = new TreeMap<>();
    private final SdkHttpClient http = new JdkHttpClient();
    private final AtomicInteger operations = new AtomicInteger();
    private final Set<Class<?>> refused = new HashSet<>();
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Set<String> services = isPartial() ? Set.of(System.getProperty(ONLY)) : new TreeSet<>(ServiceModel.known());
        for (String service : services) {
            models.put(service, ServiceModel.load(service));
            standIns.put(service, new StandIn(models.get(service)));
        }
        CertificateAuthority authority = CertificateAuthority.open(folder);
        gateway = new Gateway(
                "127.0.0.1",
                0,
                new SniKeyManager(host -> Optional.empty(), () -> authority.issue(List.of("127.0.0.1"))));
        gateway.start(new AwsHandler(
                new Dispatcher(Map.copyOf(standIns), Gate.OPEN),
                new Authenticator(new CredentialStore(), new EmulatorClock()),
                new EmulatorClock(),
                new Ids(SEED),
                CallObserver.NONE));
    }

    private static boolean isPartial() {
        return System.getProperty(ONLY) != null;
    }

    @AfterAll
    void stop() {
        gateway.close();
        http.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationOfEveryServiceSpeaksAsItsClientDoes() {
        Stream<DynamicTest> each =
                models.values().stream().map(model -> DynamicTest.dynamicTest(model.sdkPackage(), () -> prove(model)));
        DynamicTest count = DynamicTest.dynamicTest("count", () -> {
            System.out.printf(
                    "protocol proof: %d operations of %d services, %d modelled errors%n",
                    operations.get(), models.size(), refused.size());
            if (!isPartial()) {
                assertThat(operations).hasValueGreaterThan(1900);
                assertThat(refused).hasSizeGreaterThan(500);
            }
        });
        return Stream.concat(each, Stream.of(count));
    }

    private void prove(ServiceModel model) throws ReflectiveOperationException {
        List<String> differences = new ArrayList<>();
        try (AutoCloseable client = client(model)) {
            Map<List<Class<?>>, Method> methods = methods(model.client());
            for (OperationModel operation : model.operations()) {
                if (Exemptions.isExempt(model.sdkPackage(), operation)) {
                    continue;
                }
                differences.addAll(new Proof(model, operation, client, methods).differences());
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }

        assertThat(differences).isEmpty();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> AutoCloseable client(ServiceModel model)
            throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        B builder = (B) model.client().getMethod("builder").invoke(null);
        builder.endpointOverride(gateway.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                        .build());
        builder.httpClient(http);
        if (builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        if (builder instanceof SqsClientBuilder sqs) {
            sqs.checksumValidationEnabled(false);
        }
        return (AutoCloseable) builder.build();
    }

    /** The methods of a client by the types of their parameters, which say what is streamed. */
    private static Map<List<Class<?>>, Method> methods(Class<?> client) {
        Map<List<Class<?>>, Method> methods = new HashMap<>();
        for (Method method : client.getMethods()) {
            if (!method.getName().matches(".*(Paginator|AsBytes)")) {
                methods.put(List.of(method.getParameterTypes()), method);
            }
        }
        return methods;
    }

    /** One operation. */
    private final class Proof {

        private final ServiceModel model;
        private final OperationModel operation;
        private final Object client;
        private final Method method;
        private final StandIn standIn;
        private final GeneratedValues values;
        private final List<String> differences = new ArrayList<>();

        Proof(ServiceModel model, OperationModel operation, Object client, Map<List<Class<?>>, Method> methods) {
            this.model = model;
            this.operation = operation;
            this.client = client;
            this.standIn = standIns.get(model.sdkPackage());
            this.values = new GeneratedValues(
                    SEED + operation.name().hashCode(),
                    member -> Exemptions.of(model.sdkPackage(), operation.name(), member));
            List<Class<?>> parameters = new ArrayList<>(List.of(operation.request()));
            if (operation.streamingInput()) {
                parameters.add(RequestBody.class);
            }
            if (operation.streamingOutput()) {
                parameters.add(ResponseTransformer.class);
            }
            this.method = methods.get(parameters);
        }

        List<String> differences() throws ReflectiveOperationException {
            answers(generated(operation.request(), any -> true), generated(operation.response(), any -> true));
            SdkPojo addressed = generated(operation.request(), field -> !OperationModel.inBody(field));
            for (Class<?> type : method.getExceptionTypes()) {
                if (type.getPackageName().endsWith(".model")
                        && !AwsServiceException.class.equals(type.getSuperclass())
                        && refused.add(type)) {
                    refuses(addressed, type);
                }
            }
            operations.incrementAndGet();
            return differences;
        }

        private SdkPojo generated(Class<?> type, Predicate<SdkField<?>> members) {
            return values.fill(OperationModel.builder(type), SdkPojo.class, members);
        }

        private void answers(SdkPojo request, SdkPojo response) throws IllegalAccessException {
            standIn.answer(
                    operation.streamingOutput()
                            ? new Streamed<>(response, CONTENT.length, () -> new ByteArrayInputStream(CONTENT))
                            : response);
            try {
                Object answer = method.invoke(client, arguments(request));
                SdkPojo arrived =
                        answer instanceof ResponseBytes<?> bytes ? (SdkPojo) bytes.response() : (SdkPojo) answer;
                compare(operation.name() + " request", request, standIn.received());
                compare(operation.name() + " response", response, arrived);
                if (operation.streamingInput() && !Arrays.equals(CONTENT, standIn.body())) {
                    differences.add(operation.name() + " request body");
                }
                if (answer instanceof ResponseBytes<?> bytes && !Arrays.equals(CONTENT, bytes.asByteArray())) {
                    differences.add(operation.name() + " response body became " + bytes.asUtf8String());
                }
            } catch (InvocationTargetException e) {
                differences.add(operation.name() + " fails: " + e.getCause());
            }
        }

        private Object[] arguments(SdkPojo request) {
            List<Object> arguments = new ArrayList<>(List.of(request));
            if (operation.streamingInput()) {
                arguments.add(RequestBody.fromBytes(CONTENT));
            }
            if (operation.streamingOutput()) {
                arguments.add(ResponseTransformer.toBytes());
            }
            return arguments.toArray();
        }

        private void refuses(SdkPojo request, Class<?> type) throws ReflectiveOperationException {
            AwsServiceException.Builder builder =
                    (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
            String message = values.word() + " <refused>";
            builder.message(message);
            AwsServiceException refusal = values.fill((SdkPojo) builder, AwsServiceException.class, any -> true);
            standIn.answer(refusal);
            String what = operation.name() + " refusal " + type.getSimpleName();
            try {
                method.invoke(client, arguments(request));
                differences.add(what + " did not arrive");
            } catch (InvocationTargetException e) {
                if (e.getCause().getClass() != type) {
                    differences.add(what + " arrived as " + e.getCause());
                    return;
                }
                AwsServiceException arrived = (AwsServiceException) e.getCause();
                if (!Exemptions.isSilent(operation)
                        && !message.equals(arrived.awsErrorDetails().errorMessage())) {
                    differences.add(what + " says " + arrived.awsErrorDetails().errorMessage());
                }
                refusal.sdkFields()
                        .forEach(field -> compare(
                                what + "." + field.memberName(),
                                field.getValueOrDefault(refusal),
                                field.getValueOrDefault(arrived)));
            }
        }

        /** Finds the members in which two values differ. */
        private void compare(String what, Object sent, Object arrived) {
            if (Objects.equals(sent, arrived)) {
                return;
            }
            if (sent instanceof SdkPojo one && arrived instanceof SdkPojo other && one.getClass() == other.getClass()) {
                if (!one.equalsBySdkFields(other)) {
                    one.sdkFields().stream()
                            .filter(field -> !Exemptions.isLeftOut(model.sdkPackage(), operation.name(), field))
                            .forEach(field -> compare(
                                    what + "." + field.memberName(),
                                    field.getValueOrDefault(one),
                                    field.getValueOrDefault(other)));
                }
            } else if (sent instanceof List<?> one && arrived instanceof List<?> other && one.size() == other.size()) {
                for (int i = 0; i < one.size(); i++) {
                    compare(what + "[" + i + "]", one.get(i), other.get(i));
                }
            } else if (sent instanceof Map<?, ?> one
                    && arrived instanceof Map<?, ?> other
                    && one.keySet().equals(other.keySet())) {
                one.forEach((key, value) -> compare(what + "[" + key + "]", value, other.get(key)));
            } else {
                differences.add(what + ": " + shown(sent) + " became " + shown(arrived));
            }
        }

        private static String shown(Object value) {
            String text = String.valueOf(value);
            return text.length() > 300 ? text.substring(0, 300) + "…" : text;
        }
    }
}
