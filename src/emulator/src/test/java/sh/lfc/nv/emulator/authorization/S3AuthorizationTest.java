package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(EmulatorExtension.class)
class S3AuthorizationTest {

    /** With a body the JDK's HTTP client loses what is answered instead of "100 Continue". */
    private static final RequestBody NOTHING = RequestBody.empty();

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }

    @Test
    void aRoleMayDoWhatItsPolicyAllowsAndNothingElse(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client root = accounts.root(S3Client.builder());
        root.createBucket(create -> create.bucket("photos"));
        S3Client reader = accounts.role(
                S3Client.builder(),
                "reader",
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/public/*"}]}""");
        root.putObject(put -> put.bucket("photos").key("public/a"), RequestBody.fromString("a"));
        root.putObject(put -> put.bucket("photos").key("private/b"), RequestBody.fromString("b"));

        assertThat(reader.getObjectAsBytes(get -> get.bucket("photos").key("public/a"))
                        .asUtf8String())
                .isEqualTo("a");
        refused(
                () -> reader.getObjectAsBytes(get -> get.bucket("photos").key("private/b")),
                "User: arn:aws:sts::000000000000:assumed-role/reader/test is not authorized to perform: s3:GetObject"
                        + " on resource: \"arn:aws:s3:::photos/private/b\" because no identity-based policy allows the"
                        + " s3:GetObject action");
        refused(
                () -> reader.putObject(put -> put.bucket("photos").key("public/c"), NOTHING),
                "User: arn:aws:sts::000000000000:assumed-role/reader/test is not authorized to perform: s3:PutObject"
                        + " on resource: \"arn:aws:s3:::photos/public/c\" because no identity-based policy allows the"
                        + " s3:PutObject action");
    }

    @Test
    void whoMayNotListABucketIsNotToldThatAnObjectIsMissing(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.root(S3Client.builder()).createBucket(create -> create.bucket("absence"));
        String get = "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::absence/*\"}";
        String list = "{\"Effect\": \"Allow\", \"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::absence\"}";
        S3Client mayNotList = accounts.role(
                S3Client.builder(), "may-not-list", "{\"Version\": \"2012-10-17\", \"Statement\": [" + get + "]}");
        S3Client mayList = accounts.role(
                S3Client.builder(),
                "may-list",
                "{\"Version\": \"2012-10-17\", \"Statement\": [" + get + ", " + list + "]}");

        refused(() -> mayNotList.getObjectAsBytes(one -> one.bucket("absence").key("none")), "Access Denied");
        assertThatThrownBy(() ->
                        mayList.getObjectAsBytes(one -> one.bucket("absence").key("none")))
                .hasMessageContaining("The specified key does not exist.");
    }

    @Test
    void everybodyIsToldThatABucketDoesNotExist(Emulator aws) {
        S3Client nobody = new Accounts(aws).role(S3Client.builder(), "nobody", null);

        assertThatThrownBy(() -> nobody.getObjectAsBytes(
                        get -> get.bucket("no-such-bucket").key("a")))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("NoSuchBucket"));
        refused(
                () -> nobody.createBucket(create -> create.bucket("no-such-bucket")),
                "User: arn:aws:sts::000000000000:assumed-role/nobody/test is not authorized to perform: s3:CreateBucket"
                        + " on resource: \"arn:aws:s3:::no-such-bucket\" because no identity-based policy allows the"
                        + " s3:CreateBucket action");
    }

    @Test
    void aBucketsPolicyLetsARoleInThatHasNoPolicyOfItsOwn(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client root = accounts.root(S3Client.builder());
        root.createBucket(create -> create.bucket("shared"));
        root.putObject(put -> put.bucket("shared").key("a"), RequestBody.fromString("a"));
        S3Client guest = accounts.role(S3Client.builder(), "guest", null);

        assertThatThrownBy(
                () -> guest.getObjectAsBytes(get -> get.bucket("shared").key("a")));
        root.putBucketPolicy(
                put -> put.bucket("shared")
                        .policy(
                                """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/guest"},
                           "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shared/*"}]}"""));

        assertThatCode(() -> guest.getObjectAsBytes(get -> get.bucket("shared").key("a")))
                .doesNotThrowAnyException();
    }

    private static HttpResponse<String> anonymously(Emulator aws, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(aws.endpoint().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String publicPolicy(String bucket, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"%s}]}"""
                .formatted(bucket, condition);
    }

    @Test
    void aPublicPolicyLetsAnybodyReadUnlessPublicAccessIsBlocked(Emulator aws) throws Exception {
        S3Client root = new Accounts(aws).root(S3Client.builder());
        root.createBucket(create -> create.bucket("website"));
        root.putObject(put -> put.bucket("website").key("index.html"), RequestBody.fromString("hello"));
        String policy = publicPolicy("website", "");

        refused(
                () -> root.putBucketPolicy(put -> put.bucket("website").policy(policy)),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutBucketPolicy on resource:"
                        + " \"arn:aws:s3:::website\" because public policies are prevented by the BlockPublicPolicy"
                        + " setting in S3 Block Public Access.");
        root.deletePublicAccessBlock(delete -> delete.bucket("website"));
        assertThat(anonymously(aws, "/website/index.html").statusCode()).isEqualTo(403);
        root.putBucketPolicy(put -> put.bucket("website").policy(policy));

        HttpResponse<String> read = anonymously(aws, "/website/index.html");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("hello");
        assertThat(anonymously(aws, "/website?list-type=2").statusCode()).isEqualTo(403);

        root.putPublicAccessBlock(put ->
                put.bucket("website").publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));
        HttpResponse<String> restricted = anonymously(aws, "/website/index.html");
        assertThat(restricted.statusCode()).isEqualTo(403);
        assertThat(restricted.body()).contains("<Code>AccessDenied</Code>", "<Message>Access Denied</Message>");
        assertThat(root.getObjectAsBytes(get -> get.bucket("website").key("index.html"))
                        .asUtf8String())
                .isEqualTo("hello");
    }

    @Test
    void aPolicyIsPublicUnlessAConditionNamesWhoComes(Emulator aws) {
        S3Client root = new Accounts(aws).root(S3Client.builder());
        root.createBucket(create -> create.bucket("halfway"));
        String house = ", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"192.0.2.0/24\"}}";
        String encrypted = ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}";
        String everywhere = ", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"0.0.0.0/0\"}}";

        assertThatCode(() -> root.putBucketPolicy(put -> put.bucket("halfway").policy(publicPolicy("halfway", house))))
                .doesNotThrowAnyException();
        assertThat(root.getBucketPolicyStatus(get -> get.bucket("halfway"))
                        .policyStatus()
                        .isPublic())
                .isFalse();
        for (String open : List.of(encrypted, everywhere)) {
            assertThatThrownBy(() ->
                            root.putBucketPolicy(put -> put.bucket("halfway").policy(publicPolicy("halfway", open))))
                    .hasMessageContaining("BlockPublicPolicy");
        }
    }

    @Test
    void publicListsAreBlockedWhereTheBucketTakesListsAtAll(Emulator aws) {
        S3Client root = new Accounts(aws).root(S3Client.builder());
        root.createBucket(create -> create.bucket("lists").objectOwnership(ObjectOwnership.OBJECT_WRITER));

        refused(
                () -> root.putBucketAcl(put -> put.bucket("lists").acl(BucketCannedACL.PUBLIC_READ)),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutBucketAcl on resource:"
                        + " \"arn:aws:s3:::lists\" because public access control lists (ACLs) are prevented by the"
                        + " BlockPublicAcls setting in S3 Block Public Access.");
        refused(
                () -> root.putObject(put -> put.bucket("lists").key("a").acl(ObjectCannedACL.PUBLIC_READ), NOTHING),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::lists/a\" because public access control lists (ACLs) are prevented by the"
                        + " BlockPublicAcls setting in S3 Block Public Access.");
    }

    @Test
    void aBucketsPolicyRefusesEvenTheRootOfTheAccount(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client root = accounts.root(S3Client.builder());
        root.createBucket(create -> create.bucket("tls-only"));
        root.putBucketPolicy(
                put -> put.bucket("tls-only")
                        .policy(
                                """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject",
                           "Resource": "arn:aws:s3:::tls-only/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}"""));

        refused(
                () -> root.putObject(put -> put.bucket("tls-only").key("a"), NOTHING),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::tls-only/a\" with an explicit deny in a resource-based policy");
    }
}
