package sh.lfc.nv.harness.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.load.ColdStart;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * How long functions take from the start of an execution environment to its first answer, as a client sees it: one that
 * does nothing, and the service's own with its connections to the cache and to Secrets Manager. On each Java with
 * archived classes and without.
 *
 * @param rows one for each function, Java and way of starting
 */
public record ColdStarts(List<Row> rows) {
    private static final List<String> RUNTIMES = List.of("java17", "java25");
    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final String PLAIN = "-Xshare:auto";
    private static final String NO_OP = "cold-starts-no-op";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN = 100;
    private static final double GOAL_NO_OP = 200;
    private static final double GOAL_17 = 700;
    private static final double GOAL_25 = 450;

    /** A request of the HTTP API for the service's list. */
    private static final String LIST =
            """
            {"version": "2.0", "routeKey": "GET /", "rawPath": "/", "rawQueryString": "", "isBase64Encoded": false,
             "headers": {"accept": "*/*"},
             "requestContext": {"requestId": "cold-start", "routeKey": "GET /", "stage": "$default",
               "http": {"method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"}}}""";

    /**
     * Starts of one kind.
     *
     * @param java the version of Java that ran the function
     * @param archived whether later starts found an archive of the function's classes
     * @param answers milliseconds until the answer, sorted
     * @param inits milliseconds of Lambda's own "Init Duration", sorted
     */
    public record Row(String function, String java, boolean archived, List<Double> answers, List<Double> inits) {

        public double answer() {
            return answers.get(answers.size() / 2);
        }

        public double init() {
            return inits.get(inits.size() / 2);
        }
    }

    /**
     * Measures on a running system, whose function it changes and changes back.
     *
     * @param function the service's
     * @param starts how many of each kind
     */
    public static ColdStarts measure(EmbeddedTarget target, String function, int starts) {
        var rows = new ArrayList<Row>();
        try (var lambda = target.aws().client(LambdaClient.builder());
                var iam = target.aws().client(IamClient.builder())) {
            var measuring = new Measuring(target, lambda);
            deleteNoOp(lambda, iam); // of a measurement that was interrupted
            createNoOp(lambda, iam);
            var before = lambda.getFunctionConfiguration(get -> get.functionName(function));
            var variables = before.environment().variables();
            try {
                var javas = new LinkedHashMap<String, String>();
                RUNTIMES.forEach(runtime -> javas.putIfAbsent(measuring.java(runtime), runtime));
                javas.forEach((java, runtime) -> {
                    for (var archived : List.of(false, true)) {
                        rows.add(new Row(NO_OP, java, archived, new ArrayList<>(), new ArrayList<>()));
                        rows.add(new Row(function, java, archived, new ArrayList<>(), new ArrayList<>()));
                    }
                });
                // The first round fills the caches of the operating system, and tells what is to be archived. The kinds
                // take turns, so that whatever else the machine does slows all of them.
                for (var round = -1; round < starts; round++) {
                    for (var row : rows) {
                        var own = row.function().equals(NO_OP) ? Map.<String, String>of() : variables;
                        measuring.start(row, javas.get(row.java()), own, round);
                    }
                    if (round < 0) {
                        await("the archives of classes", () -> target.archivesToCome() == 0);
                    }
                }
            } finally {
                measuring.change(function, before.runtimeAsString(), variables);
                deleteNoOp(lambda, iam);
            }
        }
        rows.forEach(row -> {
            row.answers().sort(null);
            row.inits().sort(null);
        });
        return new ColdStarts(rows);
    }

    private record Measuring(EmbeddedTarget target, LambdaClient lambda) {

        /** The Java that runs functions of this runtime. */
        String java(String runtime) {
            change(NO_OP, runtime, Map.of());
            return invoke(NO_OP, "{}").payload().asUtf8String().replace("\"", "");
        }

        /** Adds one cold start to those of a kind, unless the round does not count. */
        void start(Row row, String runtime, Map<String, String> variables, int round) {
            var all = new HashMap<>(variables);
            all.put("COLD_START", Integer.toString(round));
            if (!row.archived()) {
                all.put(OPTIONS, PLAIN);
            }
            change(row.function(), runtime, all);
            var begin = System.nanoTime();
            var answer = invoke(row.function(), row.function().equals(NO_OP) ? "{}" : LIST);
            if (round >= 0) {
                row.answers().add((System.nanoTime() - begin) / 1e6);
                row.inits().add(init(answer));
            }
        }

        private InvokeResponse invoke(String function, String event) {
            var answer = lambda.invoke(invoke -> invoke.functionName(function)
                    .payload(SdkBytes.fromUtf8String(event))
                    .logType("Tail"));
            if (answer.functionError() != null) {
                throw new HarnessException(
                        "%s fails: %s".formatted(function, answer.payload().asUtf8String()));
            }
            return answer;
        }

        private static double init(InvokeResponse answer) {
            var log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
            return log.lines()
                    .flatMap(line -> ColdStart.of(line).stream())
                    .findFirst()
                    .orElseThrow(() -> new HarnessException("this was no cold start: " + log))
                    .init();
        }

        /** Changes a function, so that its next invocation is a cold start. */
        void change(String function, String runtime, Map<String, String> variables) {
            lambda.updateFunctionConfiguration(update -> update.functionName(function)
                    .runtime(runtime)
                    .environment(environment -> environment.variables(variables)));
            await(function, () -> {
                var now = lambda.getFunctionConfiguration(get -> get.functionName(function));
                return now.state() == State.ACTIVE && now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL;
            });
        }
    }

    private static void await(String what, BooleanSupplier done) {
        var begin = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new HarnessException("waited in vain for " + what);
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HarnessException("interrupted while waiting for " + what, e);
            }
        }
    }

    private static void createNoOp(LambdaClient lambda, IamClient iam) {
        var role = iam.createRole(
                        create -> create.roleName(NO_OP)
                                .assumeRolePolicyDocument(
                                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                                + " \"Action\": \"sts:AssumeRole\", \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}}]}"))
                .role()
                .arn();
        lambda.createFunction(create -> create.functionName(NO_OP)
                .role(role)
                .runtime(RUNTIMES.get(0))
                .handler(NoOp.class.getName() + "::handle")
                .memorySize(512)
                .timeout(10)
                .code(code -> code.zipFile(SdkBytes.fromByteArray(NoOpFunction.code()))));
    }

    private static void deleteNoOp(LambdaClient lambda, IamClient iam) {
        try {
            lambda.deleteFunction(delete -> delete.functionName(NO_OP));
        } catch (ResourceNotFoundException e) {
            // Nothing was left.
        }
        try {
            iam.deleteRole(delete -> delete.roleName(NO_OP));
        } catch (NoSuchEntityException e) {
            // Nothing was left.
        }
    }

    /** The rows of a bench: medians of what a client waited. */
    List<sh.lfc.nv.harness.bench.report.Row> benchRows() {
        return rows.stream()
                .map(row -> sh.lfc.nv.harness.bench.report.Row.of(
                        "cold start until the answer, %s, Java %s, %s"
                                .formatted(
                                        row.function().equals(NO_OP) ? "a function that does nothing" : row.function(),
                                        row.java(),
                                        row.archived() ? "archived classes" : "plain"),
                        Unit.MILLISECONDS,
                        Figure.of(row.answers()),
                        goals(row)))
                .toList();
    }

    private static Goal[] goals(Row row) {
        if (!row.archived()) {
            return new Goal[0];
        }
        var own = row.java().equals("17") ? GOAL_17 : GOAL_25;
        return new Goal[] {Goal.of(row.function().equals(NO_OP) ? GOAL_NO_OP : own)};
    }
}
