package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.canary.client.FileServiceClient.ListedFile;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The catalogue under concurrent clients, and under events that come again or are broken. */
public final class CatalogueSteps {
    private static final int WAIT_SECONDS = 2;

    private static final String GHOST =
            """
            insert into file (bucket, object_key, filename, size, content_type, etag, date_added, sequencer)
            values (?, ?, ?, 5, 'text/plain', 'd41d8cd98f00b204e9800998ecf8427e', now(), '01')""";

    private final Scene scene;
    private final Deployed deployed;
    private final Storage storage;
    private final Inside inside;
    private String broken;
    private String failure;
    private String ghost;

    public CatalogueSteps(Scene scene, Deployed deployed, Storage storage, Inside inside) {
        this.scene = scene;
        this.deployed = deployed;
        this.storage = storage;
        this.inside = inside;
    }

    @Then("what {string} fails to take goes to the dead-letter queue")
    public void deadLetters(String function) {
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            var target = lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .deadLetterConfig();
            assertThat(target).as("the dead-letter queue of " + function).isNotNull();
            assertThat(target.targetArn()).endsWith(":" + function + "-dead-letter");
        }
    }

    @When("{string} is removed from the storage")
    public void removed(String name) {
        storage.remove(scene.key(name));
    }

    @When("{int} clients upload {int} files each at the same time")
    public void uploadDifferent(int clients, int files) throws InterruptedException {
        var work = new ArrayList<Callable<Integer>>();
        for (var client = 1; client <= clients; client++) {
            var number = client;
            work.add(() -> {
                for (var file = 1; file <= files; file++) {
                    upload("client-%d-file-%d.txt".formatted(number, file), "content %d %d".formatted(number, file));
                }
                return files;
            });
        }
        together(work);
    }

    @When("{int} clients upload {string} with different texts at the same time")
    public void uploadSame(int clients, String name) throws InterruptedException {
        var work = new ArrayList<Callable<Integer>>();
        for (var client = 1; client <= clients; client++) {
            var text = "x".repeat(client * 10);
            work.add(() -> {
                upload(name, text);
                return 1;
            });
        }
        together(work);
    }

    @Then("the list soon agrees with the storage about {string}")
    public void agrees(String name) {
        var size = (long) storage.content(scene.key(name)).orElseThrow().length;
        Eventually.see(
                "%s in the list with size %d".formatted(name, size),
                Eventually.SOON,
                () -> scene.listed(name).stream().map(ListedFile::size).toList(),
                sizes -> sizes.equals(List.of(size)));
    }

    @When("the storage's last event for {string} arrives again")
    public void eventAgain(String name) {
        // The sequencer of an event that was applied is not known outside; the lowest there is says the same: not
        // newer.
        var record = record(scene.key(name), "ObjectCreated:Put", 999, "00");
        var answer = invoke(Map.of("Records", List.of(record)), InvocationType.REQUEST_RESPONSE);
        assertThat(answer).as("the function's error").isNull();
    }

    @When("an event says that {string} was created, which the storage does not have")
    public void createdAndGone(String name) {
        failure = invoke(
                Map.of("Records", List.of(record(scene.key(name), "ObjectCreated:Put", 4, "00000000000000FF"))),
                InvocationType.REQUEST_RESPONSE);
    }

    @Then("the event was understood")
    public void understood() {
        assertThat(failure).as("the function's error").isNull();
    }

    @Then("{string} is not in the list")
    public void notListed(String name) {
        assertThat(scene.listed(name)).isEmpty();
    }

    @Given("{string} is in the catalogue and not in the storage")
    public void ghost(String name) throws SQLException {
        ghost = scene.key(name);
        try (var database = inside.database("require");
                var insert = database.prepareStatement(GHOST)) {
            insert.setString(1, storage.bucket());
            insert.setString(2, ghost);
            insert.setString(3, ghost.substring(ghost.lastIndexOf('/') + 1));
            insert.executeUpdate();
        }
    }

    @After("@inside")
    public void forgetGhost() throws SQLException {
        if (ghost != null) {
            try (var database = inside.database("require");
                    var delete = database.prepareStatement("delete from file where bucket = ? and object_key = ?")) {
                delete.setString(1, storage.bucket());
                delete.setString(2, ghost);
                delete.executeUpdate();
            }
        }
    }

    @When("an event arrives with a broken record and the removal of {string}")
    public void brokenAndGood(String name) {
        broken = scene.key("broken.txt");
        var bad = Map.of(
                "eventSource", "aws:s3",
                "eventName", "ObjectCreated:Put",
                "s3", Map.of("object", Map.of("key", broken)));
        // The highest sequencer there is: newer than everything that has happened to the file.
        var good = record(scene.key(name), "ObjectRemoved:DeleteMarkerCreated", 0, "FFFFFFFFFFFFFFFF");
        var answer = invoke(Map.of("Records", List.of(bad, good)), InvocationType.REQUEST_RESPONSE);
        assertThat(answer).as("the function's error").isNull();
    }

    @Then("the broken record waits in the dead-letter queue")
    public void deadLetter() {
        try (var sqs = deployed.target().aws().client(SqsClient.builder())) {
            var url = sqs.getQueueUrl(get -> get.queueName(scene.system().named("postgres-update-dead-letter")))
                    .queueUrl();
            var found = Eventually.see(
                    "the broken record in the dead-letter queue",
                    Eventually.SOON,
                    () -> sqs
                            .receiveMessage(receive -> receive.queueUrl(url)
                                    .maxNumberOfMessages(10)
                                    .visibilityTimeout(5)
                                    .waitTimeSeconds(WAIT_SECONDS))
                            .messages()
                            .stream()
                            .filter(message -> message.body().contains(broken))
                            .toList(),
                    messages -> !messages.isEmpty());
            for (Message message : found) {
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private Map<String, Object> record(String key, String event, long size, String sequencer) {
        return Map.of(
                "eventVersion",
                "2.1",
                "eventSource",
                "aws:s3",
                "awsRegion",
                "us-east-1",
                "eventTime",
                java.time.Instant.now().toString(),
                "eventName",
                event,
                "s3",
                Map.of(
                        "s3SchemaVersion", "1.0",
                        "bucket", Map.of("name", storage.bucket(), "arn", "arn:aws:s3:::" + storage.bucket()),
                        "object",
                                Map.of(
                                        "key", key,
                                        "size", size,
                                        "eTag", "d41d8cd98f00b204e9800998ecf8427e",
                                        "sequencer", sequencer)));
    }

    private String invoke(Object event, InvocationType type) {
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            return lambda.invoke(invoke -> invoke.functionName(scene.system().named("postgres-update"))
                            .invocationType(type)
                            .payload(SdkBytes.fromUtf8String(Json.text(event))))
                    .functionError();
        }
    }

    private void upload(String name, String text) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        scene.remember(name, content);
        var answer = scene.client().upload(scene.key(name), "text/plain", content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void together(List<Callable<Integer>> work) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            for (var done : threads.invokeAll(work, 2, TimeUnit.MINUTES)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a client failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
