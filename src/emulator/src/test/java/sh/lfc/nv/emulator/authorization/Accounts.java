package sh.lfc.nv.emulator.authorization;

import java.util.Optional;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Clients of an emulator for the account's root and for roles of its. */
record Accounts(Emulator aws) {

    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": "sts:AssumeRole"}]}""";

    <B extends AwsClientBuilder<B, C>, C> C root(B builder) {
        return client(builder, AwsBasicCredentials.create("test", "test"));
    }

    /**
     * A client of a new role that the account trusts.
     *
     * @param policy what the role may do, or null for nothing
     */
    <B extends AwsClientBuilder<B, C>, C> C role(B builder, String name, String policy) {
        try (IamClient iam = root(IamClient.builder());
                StsClient sts = root(StsClient.builder())) {
            String arn = iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            Optional.ofNullable(policy)
                    .ifPresent(document -> iam.putRolePolicy(
                            put -> put.roleName(name).policyName(name).policyDocument(document)));
            Credentials session = sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("test"))
                    .credentials();
            return client(
                    builder,
                    AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        }
    }

    <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }
}
