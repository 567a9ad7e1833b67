package sh.lfc.nv.emulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.services.sts.StsService;
import sh.lfc.nv.emulator.services.synthetics.ArtifactStore;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What runs of canaries leave goes to buckets of S3, in the name of the canary's role as its function has it. */
record ArtifactsOfCanaries(OwnCalls calls, StsService sts, IamRoles roles, Permissions permissions)
        implements ArtifactStore {

    private static final Duration SESSION = Duration.ofMinutes(15);

    @Override
    public void put(Scope scope, Author author, String bucket, String key, String contentType, byte[] content) {
        Principal role = role(author);
        // As Synthetics' library does before it writes: the bucket's region, which its own listing would tell as well.
        calls.call(
                GetBucketLocationResponse.class,
                scope,
                role,
                GetBucketLocationRequest.builder().bucket(bucket).build(),
                new byte[0]);
        permissions.ofRole(author.roleArn(), "CloudWatchSynthetics", "s3:ListAllMyBuckets", "*", Map.of());
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .contentLength((long) content.length)
                .build();
        calls.call(PutObjectResponse.class, scope, role, request, content);
    }

    private Principal role(Author author) {
        String role = author.roleArn();
        if (!roles.mayAssume(role, "lambda.amazonaws.com", author.functionArn())) {
            throw new IllegalStateException("the role " + role + " is gone, or does not trust Lambda");
        }
        return sts.sessionFor(
                        role,
                        "CloudWatchSynthetics",
                        SESSION,
                        Map.of("lambda:SourceFunctionArn", author.functionArn()),
                        Clock.systemUTC())
                .map(Credential::principal)
                .orElseThrow(() -> new IllegalStateException("there is no role " + role));
    }
}
