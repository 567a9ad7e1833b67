package sh.lfc.nv.terraform.policy.aws;

import java.util.Map;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#everythingIsEncryptedAtRest}. */
record EncryptionAtRest() implements Finding.Rule {
    /** Where one argument has to be true. */
    private static final Map<String, String> SWITCHES = Map.of(
            "aws_db_instance", "storage_encrypted",
            "aws_docdb_cluster", "storage_encrypted",
            "aws_ebs_volume", "encrypted",
            "aws_efs_file_system", "encrypted",
            "aws_elasticache_replication_group", "at_rest_encryption_enabled",
            "aws_neptune_cluster", "storage_encrypted",
            "aws_rds_cluster", "storage_encrypted",
            "aws_redshift_cluster", "encrypted");

    @Override
    public String words() {
        return "everything is encrypted at rest";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        return infrastructure.resources().stream()
                .flatMap(resource -> Disks.has(resource) ? Disks.findings(resource) : judge(infrastructure, resource));
    }

    private static Stream<Finding> judge(Infrastructure infrastructure, Resource resource) {
        return switch (resource.type()) {
            case "aws_s3_bucket" -> bucket(infrastructure, resource);
            case "aws_sns_topic" ->
                unless(isSet(resource, "kms_master_key_id"), resource, "kms_master_key_id is not set");
            // Queues are encrypted with a key of SQS unless they are told not to be.
            case "aws_sqs_queue" ->
                unless(
                        !resource.text("/sqs_managed_sse_enabled").equals("false")
                                || isSet(resource, "kms_master_key_id"),
                        resource,
                        "sqs_managed_sse_enabled is false and kms_master_key_id is not set");
            case "aws_kinesis_stream" ->
                resource.willBeSet("encryption_type")
                        ? Stream.of(Finding.unknown(resource, "encryption_type"))
                        : unless(
                                resource.text("/encryption_type").equals("KMS"),
                                resource,
                                "encryption_type is not KMS");
            case "aws_elasticache_cluster" ->
                unless(isSet(resource, "replication_group_id"), resource, "only a replication group can be encrypted");
            default -> byItsSwitch(resource);
        };
    }

    private static Stream<Finding> byItsSwitch(Resource resource) {
        var argument = SWITCHES.get(resource.type());
        if (argument == null) {
            return Stream.empty();
        }
        if (resource.willBeSet(argument)) {
            return Stream.of(Finding.unknown(resource, argument));
        }
        // A replica or a copy has what its source has.
        var inherits = isSet(resource, "replicate_source_db")
                || isSet(resource, "snapshot_identifier")
                || isSet(resource, "global_replication_group_id");
        return unless(
                resource.isTrue("/" + argument)
                        || inherits && !resource.text("/" + argument).equals("false"),
                resource,
                argument + " is not true");
    }

    private static Stream<Finding> bucket(Infrastructure infrastructure, Resource bucket) {
        var inline = bucket.value("/server_side_encryption_configuration").size() > 0
                || bucket.willBeSet("server_side_encryption_configuration");
        return unless(
                inline || Buckets.hasPart(infrastructure, bucket, "aws_s3_bucket_server_side_encryption_configuration"),
                bucket,
                "no aws_s3_bucket_server_side_encryption_configuration is for it");
    }

    private static Stream<Finding> unless(boolean encrypted, Resource resource, String why) {
        return encrypted ? Stream.empty() : Stream.of(Finding.broken(resource, why));
    }

    private static boolean isSet(Resource resource, String argument) {
        return !resource.text("/" + argument).isEmpty() || resource.willBeSet(argument);
    }
}
