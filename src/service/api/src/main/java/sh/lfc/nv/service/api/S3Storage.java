package sh.lfc.nv.service.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import sh.lfc.nv.service.aws.AwsClients;
import sh.lfc.nv.service.log.Spent;
import sh.lfc.nv.service.settings.Settings;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Files in S3. Clients are made when first needed: a list needs none of them, a presigned URL no connection. */
final class S3Storage implements Storage {

    /** A session of the function's role outlives this, and with it the URL's permissions. */
    private static final Duration VALID = Duration.ofMinutes(15);

    private final String bucket;
    private final Clients clients;
    private S3Client client;
    private S3Presigner presigner;

    S3Storage(String bucket, Clients clients) {
        this.bucket = bucket;
        this.clients = clients;
    }

    @Override
    public Optional<Content> open(String key) {
        try (Spent ignored = Spent.on("storage")) {
            ResponseInputStream<GetObjectResponse> object =
                    client().getObject(request -> request.bucket(bucket).key(key));
            GetObjectResponse head = object.response();
            return Optional.of(new Content(object, head.contentLength(), head.contentType(), head.eTag()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String contentType, byte[] body) {
        try (Spent ignored = Spent.on("storage")) {
            client().putObject(
                            request -> request.bucket(bucket).key(key).contentType(contentType),
                            RequestBody.fromBytes(body));
        }
    }

    @Override
    public Presigned presignDownload(String key) {
        PresignedGetObjectRequest signed = presigner().presignGetObject(presign -> presign.signatureDuration(VALID)
                .getObjectRequest(get -> get.bucket(bucket).key(key)));
        return new Presigned(signed.url().toString(), "GET", signed.expiration());
    }

    @Override
    public Presigned presignUpload(String key) {
        PresignedPutObjectRequest signed = presigner().presignPutObject(presign -> presign.signatureDuration(VALID)
                .putObjectRequest(put -> put.bucket(bucket).key(key)));
        return new Presigned(signed.url().toString(), "PUT", signed.expiration());
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = clients.client();
        }
        return client;
    }

    private synchronized S3Presigner presigner() {
        if (presigner == null) {
            presigner = clients.presigner();
        }
        return presigner;
    }

    /** Makes the SDK's clients. */
    interface Clients {

        S3Client client();

        S3Presigner presigner();

        /** By the function's environment. */
        static Clients of(Settings settings) {
            return new Clients() {

                @Override
                public S3Client client() {
                    return AwsClients.build(S3Client.builder());
                }

                @Override
                public S3Presigner presigner() {
                    S3Presigner.Builder builder =
                            S3Presigner.builder().credentialsProvider(EnvironmentVariableCredentialsProvider.create());
                    // The client reads these by itself, the presigner does not.
                    settings.optional("AWS_ENDPOINT_URL_S3")
                            .or(() -> settings.optional("AWS_ENDPOINT_URL"))
                            .map(URI::create)
                            .ifPresent(builder::endpointOverride);
                    return builder.build();
                }
            };
        }
    }
}
