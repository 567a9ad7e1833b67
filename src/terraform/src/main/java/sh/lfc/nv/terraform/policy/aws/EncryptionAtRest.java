package sh.lfc.nv.terraform.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** See {@link AwsPolicies#everythingIsEncryptedAtRest}. */
record EncryptionAtRest() implements Policy {
    private static final String RULE = "everything is encrypted at rest";

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
    public List<Violation> check(Infrastructure infrastructure) {
        var found = new ArrayList<Violation>();
        for (var resource : infrastructure.resources()) {
            switch (resource.type()) {
                case "aws_s3_bucket" -> bucket(infrastructure, resource).forEach(why -> add(found, resource, why));
                case "aws_instance", "aws_launch_template" -> disks(resource).forEach(why -> add(found, resource, why));
                case "aws_sns_topic" -> {
                    if (!isSet(resource, "kms_master_key_id")) {
                        add(found, resource, "kms_master_key_id is not set");
                    }
                }
                case "aws_sqs_queue" -> {
                    // Queues are encrypted with a key of SQS unless they are told not to be.
                    if (resource.text("/sqs_managed_sse_enabled").equals("false")
                            && !isSet(resource, "kms_master_key_id")) {
                        add(found, resource, "sqs_managed_sse_enabled is false and kms_master_key_id is not set");
                    }
                }
                case "aws_kinesis_stream" -> {
                    if (!resource.text("/encryption_type").equals("KMS") && !resource.willBeSet("encryption_type")) {
                        add(found, resource, "encryption_type is not KMS");
                    }
                }
                case "aws_elasticache_cluster" -> {
                    if (!isSet(resource, "replication_group_id")) {
                        add(found, resource, "only a replication group can be encrypted");
                    }
                }
                default -> byItsSwitch(resource).forEach(why -> add(found, resource, why));
            }
        }
        return found;
    }

    private static Stream<String> byItsSwitch(Resource resource) {
        var argument = SWITCHES.get(resource.type());
        // A replica or a copy has what its source has.
        var inherits = isSet(resource, "replicate_source_db")
                || isSet(resource, "snapshot_identifier")
                || isSet(resource, "global_replication_group_id");
        return argument == null
                        || resource.isTrue("/" + argument)
                        || resource.willBeSet(argument)
                        || inherits && !resource.text("/" + argument).equals("false")
                ? Stream.empty()
                : Stream.of(argument + " is not true");
    }

    private static Stream<String> bucket(Infrastructure infrastructure, Resource bucket) {
        var inline = bucket.value("/server_side_encryption_configuration").size() > 0
                || bucket.willBeSet("server_side_encryption_configuration");
        return inline || Buckets.hasPart(infrastructure, bucket, "aws_s3_bucket_server_side_encryption_configuration")
                ? Stream.empty()
                : Stream.of("no aws_s3_bucket_server_side_encryption_configuration is for it");
    }

    private static Stream<String> disks(Resource instance) {
        return Stream.of("/root_block_device", "/ebs_block_device", "/block_device_mappings")
                .flatMap(place -> {
                    var found = new ArrayList<String>();
                    var disks = instance.value(place);
                    for (var i = 0; i < disks.size(); i++) {
                        var at = place.equals("/block_device_mappings") ? place + "/" + i + "/ebs/0" : place + "/" + i;
                        var disk = instance.value(at);
                        var willBe = instance.unknown().at(at + "/encrypted").asBoolean()
                                && instance.isConfigured(at + "/encrypted");
                        if (disk.isObject()
                                && !willBe
                                && !disk.path("encrypted").asText().equals("true")) {
                            found.add(at + "/encrypted is not true");
                        }
                    }
                    return found.stream();
                });
    }

    private static boolean isSet(Resource resource, String argument) {
        return !resource.text("/" + argument).isEmpty() || resource.willBeSet(argument);
    }

    private static void add(List<Violation> found, Resource resource, String why) {
        found.add(new Violation(resource.address(), RULE, why));
    }
}
