package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
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
