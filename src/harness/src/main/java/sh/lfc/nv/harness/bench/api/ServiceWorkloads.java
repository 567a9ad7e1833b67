package sh.lfc.nv.harness.bench.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.NoOpFunction;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.bench.server.S3Mock;

/** Small calls of other services than S3. */
final class ServiceWorkloads {
    private static final int LOOKS = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String EC2 = "2016-11-15";
    private static final int INVOCATIONS_BEFORE = 25;
    private static final Map<String, String> NOT_S3 = Map.of(S3Mock.NAME, "S3 only");

    private ServiceWorkloads() {}

    /** @param vpcs how many there are */
    static List<Workload> all(int vpcs) {
        return List.of(describeVpcs(vpcs), getSecretValue(), invoke());
    }

    private static Workload describeVpcs(int count) {
        var all = ApiCall.query("ec2", "DescribeVpcs", EC2, Map.of());
        return new Workload("EC2 DescribeVpcs, %d VPCs".formatted(count), 0, true, NOT_S3, clients -> {
            try (var client = new ApiClient(clients.endpoint())) {
                for (var number = vpcs(client.call(all)); number < count; number++) {
                    client.call(ApiCall.query(
                            "ec2", "CreateVpc", EC2, Map.of("CidrBlock", "10.%d.0.0/16".formatted(number))));
                }
                var there = vpcs(client.call(all));
                if (there != count) {
                    throw new HarnessException("%d VPCs were made and %d are told".formatted(count, there));
                }
            }
            return (client, number) -> client.prepare(all)::send;
        });
    }

    private static int vpcs(String answer) {
        return answer.split("<vpcId>", -1).length - 1;
    }

    private static Workload getSecretValue() {
        return new Workload("Secrets Manager GetSecretValue", 0, true, NOT_S3, clients -> {
            once(
                    clients.endpoint(),
                    ApiCall.json(
                            "secretsmanager",
                            "secretsmanager.CreateSecret",
                            "1.1",
                            "{\"Name\": \"bench\", \"SecretString\": \"hunter2\", \"ClientRequestToken\": \"%s\"}"
                                    .formatted(UUID.randomUUID())));
            return (client, number) -> client.prepare(ApiCall.json(
                    "secretsmanager", "secretsmanager.GetSecretValue", "1.1", "{\"SecretId\": \"bench\"}"))::send;
        });
    }

    private static Workload invoke() {
        var absences = Map.of(S3Mock.NAME, "S3 only", MotoServer.NAME, "needs Docker");
        return new Workload("Lambda Invoke, warm, a function that does nothing", 0, true, absences, clients -> {
            for (var call : NoOpFunction.role()) {
                once(clients.endpoint(), call);
            }
            once(clients.endpoint(), NoOpFunction.create("bench"));
            awaitActive(clients.endpoint(), "bench");
            // Each client has an environment that is warm, however long its start takes here.
            clients.share(clients.count() * INVOCATIONS_BEFORE, (client, number) -> {
                var answer = client.call(NoOpFunction.invoke("bench"));
                if (answer.contains("errorMessage")) {
                    throw new HarnessException("the function fails: " + answer);
                }
            });
            return (client, number) -> client.prepare(NoOpFunction.invoke("bench"))::send;
        });
    }

    /** A function that was just created may not be invoked yet. */
    private static void awaitActive(URI endpoint, String name) throws IOException {
        try (var client = new ApiClient(endpoint)) {
            for (var look = 0; look < LOOKS; look++) {
                if (client.call(NoOpFunction.configuration(name)).contains("\"State\":\"Active\"")) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
        throw new HarnessException("the function does not become active");
    }

    private static void once(URI endpoint, ApiCall call) throws IOException {
        try (var client = new ApiClient(endpoint)) {
            client.call(call);
        }
    }
}
