package sh.lfc.nv.terraform.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** The rules where a plan of the provider knows what they look at, and where it could. */
class AwsProviderTest {
    private static final String CONFIGURATION =
            """
            provider "aws" {
              alias                       = "tagging"
              region                      = "eu-central-1"
              access_key                  = "a"
              secret_key                  = "b"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
              default_tags {
                tags = { Owner = "me" }
              }
            }
            resource "aws_security_group" "bad" {
              ingress {
                from_port   = 22
                to_port     = 22
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            resource "aws_security_group" "good" {}
            resource "aws_security_group_rule" "bad" {
              type              = "ingress"
              from_port         = 0
              to_port           = 0
              protocol          = "-1"
              ipv6_cidr_blocks  = ["::/0"]
              security_group_id = aws_security_group.good.id
            }
            resource "aws_vpc_security_group_ingress_rule" "bad" {
              security_group_id = aws_security_group.good.id
              cidr_ipv4         = "0.0.0.0/0"
              ip_protocol       = "-1"
            }
            resource "aws_s3_bucket" "bad" { bucket_prefix = "x" }
            resource "aws_s3_bucket" "good" { bucket_prefix = "x" }
            resource "aws_s3_bucket_server_side_encryption_configuration" "good" {
              bucket = aws_s3_bucket.good.bucket
              rule {
                apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
              }
            }
            resource "aws_s3_bucket_public_access_block" "bad" {
              bucket              = aws_s3_bucket.good.id
              block_public_acls   = true
              block_public_policy = true
              ignore_public_acls  = true
            }
            resource "aws_kms_key" "good" {}
            resource "aws_db_instance" "bad" {
              instance_class = "db.t3.micro"
              engine         = "postgres"
            }
            resource "aws_db_instance" "good" {
              instance_class    = "db.t3.micro"
              engine            = "postgres"
              storage_encrypted = true
            }
            resource "aws_elasticache_replication_group" "bad" {
              replication_group_id = "a"
              description          = "a"
            }
            resource "aws_elasticache_replication_group" "good" {
              replication_group_id       = "b"
              description                = "b"
              at_rest_encryption_enabled = true
            }
            resource "aws_ebs_volume" "bad" {
              availability_zone = "eu-central-1a"
              size              = 1
            }
            resource "aws_instance" "bad" {
              ami           = "ami-12345678"
              instance_type = "t3.micro"
              root_block_device { volume_size = 8 }
            }
            resource "aws_instance" "good" {
              ami           = "ami-12345678"
              instance_type = "t3.micro"
              root_block_device { encrypted = true }
            }
            resource "aws_instance" "disks_bad" {
              ami           = "ami-12345678"
              instance_type = "t3.micro"
              root_block_device { encrypted = true }
              ebs_block_device { device_name = "/dev/sdb" }
            }
            resource "aws_instance" "silent_bad" {
              ami           = "ami-12345678"
              instance_type = "t3.micro"
            }
            resource "aws_launch_template" "bad" {
              block_device_mappings {
                device_name = "/dev/sda1"
                ebs { volume_size = 8 }
              }
            }
            resource "aws_launch_template" "good" {
              block_device_mappings {
                device_name = "/dev/sda1"
                ebs { encrypted = true }
              }
              block_device_mappings {
                device_name  = "/dev/sdb"
                virtual_name = "ephemeral0"
              }
            }
            resource "aws_launch_configuration" "bad" {
              image_id      = "ami-12345678"
              instance_type = "t3.micro"
              root_block_device { volume_size = 8 }
            }
            resource "aws_s3_bucket_acl" "grant_bad" {
              bucket = aws_s3_bucket.good.id
              access_control_policy {
                owner { id = "me" }
                grant {
                  permission = "READ"
                  grantee {
                    type = "Group"
                    uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
                  }
                }
                grant {
                  permission = "READ_ACP"
                  grantee {
                    type = "Group"
                    uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
                  }
                }
              }
            }
            resource "aws_s3_bucket_acl" "canned_bad" {
              bucket = aws_s3_bucket.good.id
              acl    = "authenticated-read"
            }
            resource "aws_s3_bucket_acl" "good" {
              bucket = aws_s3_bucket.good.id
              access_control_policy {
                owner { id = "me" }
                grant {
                  permission = "WRITE"
                  grantee {
                    type = "Group"
                    uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
                  }
                }
                grant {
                  permission = "FULL_CONTROL"
                  grantee {
                    type = "CanonicalUser"
                    id   = "me"
                  }
                }
              }
            }
            resource "aws_sns_topic" "bad" {}
            resource "aws_sns_topic" "good" { kms_master_key_id = aws_kms_key.good.id }
            resource "aws_sqs_queue" "bad" { sqs_managed_sse_enabled = false }
            resource "aws_sqs_queue" "good" {}
            resource "aws_iam_policy" "bad" {
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
            }
            resource "aws_sqs_queue" "tagged" { tags = { Owner = "me" } }
            resource "aws_sqs_queue" "tagged_otherwise" { tags = { Stage = "a" } }
            resource "aws_sqs_queue" "tagged_later" { tags = { Owner = aws_kms_key.good.id } }
            resource "aws_sqs_queue" "tagged_by_default" { provider = aws.tagging }
            resource "aws_iam_role_policy" "untaggable" {
              role   = "a"
              policy = "{}"
            }
            """;

    @TempDir
    private static Path folder;

    private static Infrastructure planned;

    @BeforeAll
    static void plan() throws InterruptedException {
        planned = ProviderPlan.of(folder, CONFIGURATION);
    }

    @Test
    void whatIsBadIsFoundAndWhatIsGoodIsNot() {
        var found = Policy.all(
                        AwsPolicies.noSecurityGroupIsOpenToTheWorld(),
                        AwsPolicies.everythingIsEncryptedAtRest(),
                        AwsPolicies.noBucketIsPublic(),
                        AwsPolicies.noWildcardActions())
                .check(planned);

        assertThat(found.stream().map(Violation::address).distinct())
                .isNotEmpty()
                .containsExactlyInAnyOrder(planned.resources().stream()
                        .map(Infrastructure.Resource::address)
                        .filter(address -> address.endsWith("bad"))
                        .toArray(String[]::new));
    }

    @Test
    void tagsAreFoundWhereverTheyAreWritten() {
        assertThat(AwsPolicies.everythingIsTagged("Owner").check(planned))
                .extracting(Violation::address)
                .contains("aws_sqs_queue.good", "aws_sqs_queue.tagged_otherwise")
                .doesNotContain(
                        "aws_sqs_queue.tagged",
                        "aws_sqs_queue.tagged_later",
                        "aws_sqs_queue.tagged_by_default",
                        "aws_iam_role_policy.untaggable");
    }
}
