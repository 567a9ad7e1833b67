package sh.lfc.nv.terraform.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.terraform.policy.PlanJson.one;
import static sh.lfc.nv.terraform.policy.PlanJson.planned;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.everythingIsEncryptedAtRest;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.everythingIsTagged;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.noBucketIsPublic;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.noBucketIsReachedWithoutTls;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.noSecurityGroupIsOpenToTheWorld;
import static sh.lfc.nv.terraform.policy.aws.AwsPolicies.noWildcardActions;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

class AwsPoliciesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_security_group                  | {"ingress": [{"cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"], "from_port": 22, "to_port": 22, "protocol": "tcp"}]} | 0.0.0.0/0 may reach port 22
            aws_default_security_group          | {"ingress": [{"ipv6_cidr_blocks": ["::/0"], "from_port": 0, "to_port": 0, "protocol": "-1"}]} | ::/0 may reach every port
            aws_security_group_rule             | {"type": "ingress", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"], "from_port": 1, "to_port": 9, "protocol": "tcp"} | 0.0.0.0/0 and ::/0 may reach ports 1 to 9
            aws_vpc_security_group_ingress_rule | {"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"} | 0.0.0.0/0 may reach every port
            aws_vpc_security_group_ingress_rule | {"cidr_ipv6": "::/0", "from_port": 80, "to_port": 80, "ip_protocol": "tcp"} | ::/0 may reach port 80
            """)
    void aSecurityGroupThatIsOpenToTheWorldIsFound(String type, String values, String why) {
        assertThat(reasons(noSecurityGroupIsOpenToTheWorld(443), one(type, values)))
                .containsExactly(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_security_group                  | {"ingress": [{"cidr_blocks": ["10.0.0.0/8"], "from_port": 22, "to_port": 22, "protocol": "tcp"}]}
            aws_security_group                  | {"egress": [{"cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"}]}
            aws_security_group                  | {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "from_port": 443, "to_port": 443, "protocol": "tcp"}]}
            aws_security_group_rule             | {"type": "egress", "cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"}
            aws_vpc_security_group_egress_rule  | {"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"}
            aws_vpc_security_group_ingress_rule | {"referenced_security_group_id": "sg-1", "ip_protocol": "-1", "cidr_ipv4": null}
            """)
    void othersAreNot(String type, String values) {
        assertThat(reasons(noSecurityGroupIsOpenToTheWorld(443), one(type, values)))
                .isEmpty();
    }

    @Test
    void anAllowedPortDoesNotAllowARangeOrAllProtocols() {
        var range = "{\"cidr_ipv4\": \"0.0.0.0/0\", \"from_port\": 443, \"to_port\": 444, \"ip_protocol\": \"tcp\"}";
        var all =
                "{\"ingress\": [{\"cidr_blocks\": [\"0.0.0.0/0\"], \"from_port\": 0, \"to_port\": 0, \"protocol\": \"-1\"}]}";

        assertThat(reasons(noSecurityGroupIsOpenToTheWorld(443), one("aws_vpc_security_group_ingress_rule", range)))
                .hasSize(1);
        assertThat(reasons(noSecurityGroupIsOpenToTheWorld(0), one("aws_security_group", all)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_db_instance                   | {"storage_encrypted": false} | storage_encrypted is not true
            aws_db_instance                   | {"storage_encrypted": null} | storage_encrypted is not true
            aws_rds_cluster                   | {} | storage_encrypted is not true
            aws_elasticache_replication_group | {"at_rest_encryption_enabled": null} | at_rest_encryption_enabled is not true
            aws_elasticache_replication_group | {"at_rest_encryption_enabled": "false"} | at_rest_encryption_enabled is not true
            aws_elasticache_cluster           | {"engine": "redis"} | only a replication group can be encrypted
            aws_ebs_volume                    | {} | encrypted is not true
            aws_instance                      | {"root_block_device": [{"encrypted": false}]} | /root_block_device/0/encrypted is not true
            aws_launch_template               | {"block_device_mappings": [{"ebs": [{"encrypted": "true"}]}, {"ebs": [{"encrypted": null}]}]} | /block_device_mappings/1/ebs/0/encrypted is not true
            aws_instance                      | {"root_block_device": [{"encrypted": true}], "ebs_block_device": [{"encrypted": true}, {"encrypted": null}]} | /ebs_block_device/1/encrypted is not true
            aws_spot_instance_request         | {"root_block_device": [{"encrypted": false}]} | /root_block_device/0/encrypted is not true
            aws_sns_topic                     | {"kms_master_key_id": null} | kms_master_key_id is not set
            aws_sqs_queue                     | {"sqs_managed_sse_enabled": false, "kms_master_key_id": null} | sqs_managed_sse_enabled is false and kms_master_key_id is not set
            aws_kinesis_stream                | {"encryption_type": "NONE"} | encryption_type is not KMS
            aws_s3_bucket                     | {"bucket": "files"} | no aws_s3_bucket_server_side_encryption_configuration is for it
            """)
    void whatIsNotEncryptedIsFound(String type, String values, String why) {
        assertThat(reasons(everythingIsEncryptedAtRest(), one(type, values))).containsExactly(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_db_instance                   | {"storage_encrypted": true}
            aws_db_instance                   | {"replicate_source_db": "a", "storage_encrypted": null}
            aws_elasticache_replication_group | {"at_rest_encryption_enabled": "true"}
            aws_elasticache_cluster           | {"replication_group_id": "a"}
            aws_instance                      | {"root_block_device": [{"encrypted": true}]}
            aws_sns_topic                     | {"kms_master_key_id": "alias/aws/sns"}
            aws_sqs_queue                     | {"sqs_managed_sse_enabled": false, "kms_master_key_id": "a"}
            aws_sqs_queue                     | {}
            aws_kinesis_stream                | {"encryption_type": "KMS"}
            aws_s3_bucket                     | {"server_side_encryption_configuration": [{"rule": []}]}
            aws_dynamodb_table                | {}
            """)
    void whatIsEncryptedIsNot(String type, String values) {
        assertThat(reasons(everythingIsEncryptedAtRest(), one(type, values))).isEmpty();
    }

    @Test
    void aKeyThatIsMadeByTheSamePlanCounts() {
        var topic =
                "{\"address\": \"aws_sns_topic.x\", \"mode\": \"managed\", \"type\": \"aws_sns_topic\", \"values\": {}}";
        var unknown =
                "{\"address\": \"aws_sns_topic.x\", \"change\": {\"after_unknown\": {\"kms_master_key_id\": true}}}";
        var configured =
                "{\"address\": \"aws_sns_topic.x\", \"expressions\": {\"kms_master_key_id\": {\"references\": [\"aws_kms_key.k.id\", \"aws_kms_key.k\"]}}}";

        assertThat(reasons(everythingIsEncryptedAtRest(), planned(topic, unknown, configured)))
                .isEmpty();
        assertThat(reasons(everythingIsEncryptedAtRest(), planned(topic, unknown, "")))
                .as("a value that AWS chooses and nobody has set")
                .hasSize(1);
    }

    @Test
    void aBucketsEncryptionIsFoundByItsNameAndByWhatItRefersTo() {
        var bucket =
                "{\"address\": \"aws_s3_bucket.x\", \"mode\": \"managed\", \"type\": \"aws_s3_bucket\", \"values\": {\"bucket\": \"files\"}},";
        var part =
                "{\"address\": \"aws_s3_bucket_server_side_encryption_configuration.e\", \"mode\": \"managed\", \"type\": \"aws_s3_bucket_server_side_encryption_configuration\", \"values\": %s}";
        var refers =
                "{\"address\": \"aws_s3_bucket_server_side_encryption_configuration.e\", \"expressions\": {\"bucket\": {\"references\": [\"aws_s3_bucket.%s.id\", \"aws_s3_bucket.%s\"]}}}";

        assertThat(reasons(everythingIsEncryptedAtRest(), planned(bucket + part.formatted("{\"bucket\": \"files\"}"))))
                .isEmpty();
        assertThat(reasons(everythingIsEncryptedAtRest(), planned(bucket + part.formatted("{\"bucket\": \"others\"}"))))
                .hasSize(1);
        assertThat(reasons(
                        everythingIsEncryptedAtRest(),
                        planned(bucket + part.formatted("{}"), "", refers.formatted("x", "x"))))
                .isEmpty();
        assertThat(reasons(
                        everythingIsEncryptedAtRest(),
                        planned(bucket + part.formatted("{}"), "", refers.formatted("y", "y"))))
                .hasSize(1);
    }

    @Test
    void aMissingOrEmptyTagIsFoundOnWhatCanHaveTags() {
        assertThat(reasons(
                        everythingIsTagged("Owner", "Stage"),
                        one("aws_s3_bucket", "{\"tags_all\": {\"Owner\": \" \"}}")))
                .containsExactly("the tag \"Owner\" is missing", "the tag \"Stage\" is missing");
        assertThat(reasons(everythingIsTagged("Owner"), one("aws_s3_bucket", "{\"tags_all\": null}")))
                .hasSize(1);
        assertThat(reasons(everythingIsTagged("Owner"), one("aws_s3_bucket", "{\"tags_all\": {\"Owner\": \"me\"}}")))
                .isEmpty();
        assertThat(reasons(everythingIsTagged("Owner"), one("aws_iam_role_policy", "{}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_s3_bucket_acl                 | {"acl": "public-read"} | its ACL is public-read
            aws_s3_bucket                     | {"acl": "public-read-write"} | its ACL is public-read-write
            aws_s3_bucket                     | {"grant": [{"permissions": ["READ", "WRITE"], "uri": "http://acs.amazonaws.com/groups/global/AllUsers"}]} | its ACL grants READ, WRITE to AllUsers
            aws_s3_bucket_acl                 | {"acl": null, "access_control_policy": [{"grant": [{"permission": "READ", "grantee": [{"uri": "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"}]}]}]} | its ACL grants READ to AuthenticatedUsers
            aws_s3_bucket_public_access_block | {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": false, "restrict_public_buckets": true} | ignore_public_acls is not true
            aws_s3_bucket_policy              | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"s3:GetObject\\"}]}"} | its policy allows s3:GetObject to everybody
            aws_s3_bucket_policy              | {"policy": "{\\"Statement\\": {\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"AWS\\": [\\"*\\"]}, \\"Action\\": [\\"s3:Get*\\"]}}"} | its policy allows s3:Get* to everybody
            aws_s3_bucket_policy              | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"NotPrincipal\\": {\\"AWS\\": \\"1\\"}, \\"Action\\": \\"s3:GetObject\\"}]}"} | its policy allows s3:GetObject to everybody
            """)
    void aPublicBucketIsFound(String type, String values, String why) {
        assertThat(reasons(noBucketIsPublic(), one(type, values))).containsExactly(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_s3_bucket_acl    | {"acl": "private"}
            aws_s3_bucket_acl    | {"access_control_policy": [{"grant": [{"permission": "WRITE", "grantee": [{"uri": "http://acs.amazonaws.com/groups/s3/LogDelivery"}]}, {"permission": "FULL_CONTROL", "grantee": [{"id": "a", "uri": ""}]}]}]}
            aws_s3_bucket        | {"grant": [{"permissions": ["FULL_CONTROL"], "id": "a", "type": "CanonicalUser", "uri": ""}]}
            aws_s3_bucket        | {"bucket": "files"}
            aws_s3_bucket_policy | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Deny\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"s3:*\\"}]}"}
            aws_s3_bucket_policy | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"s3:*\\", \\"Condition\\": {}}]}"}
            aws_s3_bucket_policy | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"AWS\\": \\"arn:aws:iam::1:root\\"}, \\"Action\\": \\"s3:*\\"}]}"}
            aws_s3_bucket_policy | {}
            """)
    void aPrivateBucketIsNot(String type, String values) {
        assertThat(reasons(noBucketIsPublic(), one(type, values))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}} | true
            "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": ["s3:*"], "Condition": {"Bool": {"AWS:securetransport": ["false"]}} | true
            "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}} | false
            "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "true"}} | false
            "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Condition": {"Bool": {"aws:SecureTransport": "false"}} | false
            "Effect": "Deny", "Principal": {"AWS": "1"}, "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}} | false
            "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}} | false
            "Effect": "Deny", "Principal": "*", "Action": "s3:*" | false
            """)
    void onlyADenialOfEverythingThatComesWithoutTlsCountsAsOne(String statement, boolean refused) {
        var document = ("{\"Statement\": [{" + statement + "}]}").replace("\"", "\\\"");
        var bucket = one("aws_s3_bucket", "{\"policy\": \"" + document + "\"}");

        assertThat(reasons(noBucketIsReachedWithoutTls(), bucket).isEmpty()).isEqualTo(refused);
        assertThat(reasons(everythingIsEncryptedAtRest(), bucket))
                .as("what is kept is another matter")
                .hasSize(1);
    }

    @Test
    void aBucketWithoutAPolicyIsReachedWithoutTls() {
        assertThat(reasons(noBucketIsReachedWithoutTls(), one("aws_s3_bucket", "{}")))
                .containsExactly("no policy denies everybody what comes without TLS");
    }

    @Test
    void aPublicStatementIsFoundBesideADenial() {
        var policy =
                """
                {"policy": "{\\"Statement\\": [
                  {\\"Effect\\": \\"Deny\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"s3:*\\",
                   \\"Condition\\": {\\"Bool\\": {\\"aws:SecureTransport\\": \\"false\\"}}},
                  {\\"Effect\\": \\"Allow\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"s3:GetObject\\"}]}"}"""
                        .replace("\n", " ");

        assertThat(reasons(noBucketIsPublic(), one("aws_s3_bucket_policy", policy)))
                .containsExactly("its policy allows s3:GetObject to everybody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_iam_policy      | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\"}]}"} | it allows *
            aws_iam_role_policy | {"policy": "{\\"Statement\\": {\\"Effect\\": \\"Allow\\", \\"Action\\": [\\"s3:GetObject\\", \\"sqs:*\\"]}}"} | it allows sqs:*
            aws_iam_role        | {"inline_policy": [{"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"NotAction\\": \\"iam:*\\"}]}"}]} | it allows all actions but some
            """)
    void aPolicyThatAllowsAllActionsIsFound(String type, String values, String why) {
        assertThat(reasons(noWildcardActions(), one(type, values))).containsExactly(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws_iam_policy | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:Get*\\"}]}"}
            aws_iam_policy | {"policy": "{\\"Statement\\": [{\\"Effect\\": \\"Deny\\", \\"Action\\": \\"*\\"}]}"}
            aws_iam_policy | {}
            aws_iam_role   | {"assume_role_policy": "{}"}
            """)
    void aPolicyThatNamesItsActionsIsNot(String type, String values) {
        assertThat(reasons(noWildcardActions(), one(type, values))).isEmpty();
    }

    private static List<String> reasons(Policy policy, Infrastructure infrastructure) {
        return policy.check(infrastructure).stream().map(Violation::why).toList();
    }
}
