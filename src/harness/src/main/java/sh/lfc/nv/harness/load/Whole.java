package sh.lfc.nv.harness.load;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.canary.client.FileServiceClient;
import sh.lfc.nv.canary.client.UploadBudget;
import sh.lfc.nv.harness.inside.Agreement;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Whether a load left everything whole, object by object; afterwards its files are taken away. */
public final class Whole {
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** As many are downloaded and compared; of more, these. */
    private static final int MOST_DOWNLOADS = 5_000;

    private static final int MOST_IN_A_DELETION = 1_000;

    private final DeployedSystem system;
    private final FileServiceClient client;
    private final Agreement agreement;
    private int compared;

    public Whole(DeployedSystem system) {
        this.system = system;
        this.client = new FileServiceClient(
                system.url(), system.client(), system.http(), UploadBudget.unlimited(), () -> Duration.ofMinutes(1));
        this.agreement = new Agreement(system, client);
    }

    /**
     * What is wrong, a sentence each: storage, catalogue, list and downloads have to say the same of every object, once
     * what is under way is done.
     *
     * @param prefix what the names of the load's own files begin with
     */
    public List<String> wrong(String prefix) throws InterruptedException {
        var wrong = new ArrayList<String>();
        var end = System.nanoTime() + SETTLED.toNanos();
        var seen = agreement.look();
        while (!seen.agrees() && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
            seen = agreement.look();
        }
        if (!seen.agrees()) {
            wrong.add("storage, catalogue and list disagree: " + seen);
        }
        var different = new TreeMap<String, String>();
        for (var object : objects(prefix).stream().limit(MOST_DOWNLOADS).toList()) {
            compared++;
            downloaded(object).ifPresent(why -> different.put(object.key(), why));
        }
        if (!different.isEmpty()) {
            wrong.add("downloads differ from the storage: " + different);
        }
        return wrong;
    }

    /** How many files were downloaded and compared with what is stored. */
    public int compared() {
        return compared;
    }

    /** How a download differs from what is stored; empty when it does not. */
    private Optional<String> downloaded(S3Object object) {
        var answer = client.download(object.key());
        if (answer.status() == 307) {
            var address = answer.header("Location").orElseThrow(() -> new AssertionError("a redirect to nowhere"));
            answer = client.follow("GET", address, Optional.empty());
        }
        if (answer.status() != 200) {
            return Optional.of("is answered with " + answer.status());
        }
        // Each was uploaded in one part, so its ETag is the MD5 of its bytes (Amazon S3 API Reference, "Object").
        var stored = object.eTag().replace("\"", "");
        return stored.equals(md5(answer.body())) ? Optional.empty() : Optional.of("has other bytes");
    }

    /** Takes a load's own files away. */
    public void remove(String prefix) {
        try (var s3 = system.target().aws().client(S3Client.builder())) {
            var keys = objects(prefix).stream().map(S3Object::key).toList();
            for (var from = 0; from < keys.size(); from += MOST_IN_A_DELETION) {
                var some = keys.subList(from, Math.min(keys.size(), from + MOST_IN_A_DELETION)).stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList();
                s3.deleteObjects(
                        delete -> delete.bucket(system.named("storage")).delete(objects -> objects.objects(some)));
            }
        }
    }

    private List<S3Object> objects(String prefix) {
        try (var s3 = system.target().aws().client(S3Client.builder())) {
            return s3
                    .listObjectsV2Paginator(
                            list -> list.bucket(system.named("storage")).prefix(prefix))
                    .contents()
                    .stream()
                    .toList();
        }
    }

    /**
     * Which errors of clients no log knows, a sentence each. What a client saw as a status, the access log has to have at
     * least as often; what it saw without one, such as a time-out, nobody logged.
     */
    public static List<String> unknown(Map<String, Long> failedByStatus, TimeSpent spent) {
        var unknown = new ArrayList<String>();
        failedByStatus.forEach((status, count) -> {
            var logged = status.equals("none") ? 0 : spent.answeredWith(status);
            if (logged < count) {
                unknown.add("%d times a client saw %s, and the access log has %d"
                        .formatted(count, status.equals("none") ? "no right answer" : status, logged));
            }
        });
        return unknown;
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
