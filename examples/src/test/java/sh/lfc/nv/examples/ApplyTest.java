package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.terraform.plan.PlanAssert.assertThatPlan;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import sh.lfc.nv.terraform.Variables;
import sh.lfc.nv.terraform.aws.BucketWaits;
import sh.lfc.nv.terraform.junit.Configurations;
import sh.lfc.nv.terraform.junit.TerraformExtension;
import sh.lfc.nv.terraform.stage.UniqueName;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A configuration is applied to an embedded AWS, used, and changed; the extension destroys it. */
@ExtendWith({EmulatorExtension.class, TerraformExtension.class})
class ApplyTest {
    private record Files(String bucketName, String bucketArn) {}

    @Test
    void aFileIsKept(Configurations configurations, Emulator aws) throws Exception {
        var name = UniqueName.of("files", 40);
        var terraform = configurations.copyOf(
                Path.of("terraform"), "files", runner -> runner.environment(EmbeddedAws.environment(aws.endpoint()))
                        .variables(Variables.NONE.with("bucket_name", name)));

        terraform.init();
        terraform.applyIdempotently();
        var files = terraform.outputs().as(Files.class);

        assertThat(files.bucketArn()).isEqualTo("arn:aws:s3:::" + name);
        try (var s3 = s3(aws)) {
            s3.putObject(r -> r.bucket(files.bucketName()).key("a.txt"), RequestBody.fromString("text"));
            new BucketWaits(s3, Wait.atMost(Duration.ofSeconds(10))).untilObjectExists(files.bucketName(), "a.txt");
            s3.deleteObject(r -> r.bucket(files.bucketName()).key("a.txt"));
        }

        var plan = terraform
                .with(Variables.NONE.with("bucket_name", name).with("owner", "me"))
                .planWithValues();
        assertThatPlan(plan)
                .updates("module.store.aws_s3_bucket.this")
                .before("/tags_all/Owner", "nobody")
                .after("/tags_all/Owner", "me")
                .keeps("/bucket")
                .changesNothingBut("module.store.*")
                .destroysNothing();
    }

    private static S3Client s3(Emulator aws) {
        return S3Client.builder()
                .endpointOverride(aws.endpoint())
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
