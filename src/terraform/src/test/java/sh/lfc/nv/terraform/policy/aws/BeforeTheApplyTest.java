package sh.lfc.nv.terraform.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** The rules where only the apply tells values: what a plan knows all the same is judged, and what it does not is told. */
class BeforeTheApplyTest {
    private static final String CONFIGURATION =
            """
            variable "action" { default = "sqs:*" }
            resource "aws_sqs_queue" "q" {
              tags = { Owner = "me" }
            }
            data "aws_iam_policy_document" "wild" {
              statement {
                actions   = ["s3:GetObject", "s3:*"]
                resources = [aws_sqs_queue.q.arn]
              }
            }
            data "aws_iam_policy_document" "variable" {
              dynamic "statement" {
                for_each = [var.action]
                content {
                  actions   = [statement.value]
                  resources = [aws_sqs_queue.q.arn]
                }
              }
            }
            data "aws_iam_policy_document" "all_but" {
              statement {
                not_actions = ["iam:*"]
                resources   = [aws_sqs_queue.q.arn]
              }
            }
            data "aws_iam_policy_document" "made_of_others" {
              source_policy_documents = [data.aws_iam_policy_document.named.json, data.aws_iam_policy_document.wild.json]
            }
            data "aws_iam_policy_document" "named" {
              statement {
                sid       = "a"
                actions   = ["sqs:SendMessage"]
                resources = [aws_sqs_queue.q.arn]
              }
              statement {
                effect    = "Deny"
                actions   = ["*"]
                resources = [aws_sqs_queue.q.arn]
              }
            }
            data "aws_iam_policy_document" "overridden" {
              override_policy_documents = [data.aws_iam_policy_document.named.json]
              statement {
                sid       = "a"
                actions   = ["*"]
                resources = ["*"]
              }
            }
            data "aws_iam_policy_document" "later" {
              statement {
                actions   = ["sqs:SendMessage", "sqs:${aws_sqs_queue.q.name}"]
                resources = ["*"]
              }
            }
            data "aws_iam_policy_document" "each" {
              for_each = { first = "s3:*", second = "s3:GetObject" }
              statement {
                actions   = [each.value]
                resources = [aws_sqs_queue.q.arn]
              }
            }
            resource "aws_iam_policy" "wild" { policy = data.aws_iam_policy_document.wild.json }
            resource "aws_iam_policy" "variable" { policy = data.aws_iam_policy_document.variable.json }
            resource "aws_iam_policy" "all_but" { policy = data.aws_iam_policy_document.all_but.json }
            resource "aws_iam_policy" "made_of_others" { policy = data.aws_iam_policy_document.made_of_others.json }
            resource "aws_iam_policy" "named" { policy = data.aws_iam_policy_document.named.json }
            resource "aws_iam_policy" "overridden" { policy = data.aws_iam_policy_document.overridden.json }
            resource "aws_iam_policy" "later" { policy = data.aws_iam_policy_document.later.json }
            resource "aws_iam_policy" "each" {
              for_each = data.aws_iam_policy_document.each
              policy   = each.value.json
            }
            resource "aws_iam_policy" "keyed" {
              for_each = toset(["first", "second"])
              policy   = data.aws_iam_policy_document.each[each.key].json
            }
            resource "aws_iam_policy" "encoded" {
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = aws_sqs_queue.q.arn }] })
            }
            resource "aws_iam_role" "inline" {
              assume_role_policy = "{}"
              inline_policy {
                name   = "a"
                policy = data.aws_iam_policy_document.wild.json
              }
              inline_policy {
                name   = "b"
                policy = data.aws_iam_policy_document.named.json
              }
            }
            resource "aws_iam_role" "without" { assume_role_policy = "{}" }
            module "given" {
              source = "./given"
              policy = data.aws_iam_policy_document.wild.json
            }

            resource "aws_s3_bucket" "b" {}
            data "aws_iam_policy_document" "public" {
              statement {
                actions   = ["s3:GetObject"]
                resources = ["${aws_s3_bucket.b.arn}/*"]
                principals {
                  type        = "*"
                  identifiers = ["*"]
                }
              }
            }
            data "aws_iam_policy_document" "tls" {
              statement {
                effect    = "Deny"
                actions   = ["s3:*"]
                resources = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
                principals {
                  type        = "*"
                  identifiers = ["*"]
                }
                condition {
                  test     = "Bool"
                  variable = "aws:SecureTransport"
                  values   = ["false"]
                }
              }
            }
            resource "aws_s3_bucket" "open" {}
            resource "aws_s3_bucket" "log" {}
            resource "aws_s3_bucket" "encoded" {}
            resource "aws_s3_bucket_policy" "public" {
              bucket = aws_s3_bucket.open.id
              policy = data.aws_iam_policy_document.public.json
            }
            resource "aws_s3_bucket_policy" "tls" {
              bucket = aws_s3_bucket.b.id
              policy = data.aws_iam_policy_document.tls.json
            }
            resource "aws_s3_bucket_policy" "encoded" {
              bucket = aws_s3_bucket.encoded.id
              policy = jsonencode({ Statement = [{ Effect = "Allow", Resource = aws_s3_bucket.b.arn }] })
            }

            resource "aws_ebs_volume" "later" {
              availability_zone = "eu-central-1a"
              size              = 1
              encrypted         = aws_s3_bucket.b.arn != "a"
            }
            resource "aws_instance" "later" {
              ami           = "ami-12345678"
              instance_type = "t3.micro"
              root_block_device { encrypted = aws_s3_bucket.b.arn != "a" }
            }
            resource "aws_launch_template" "t" { name = "template" }
            resource "aws_instance" "templated" {
              launch_template { id = aws_launch_template.t.id }
            }
            resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
            resource "aws_security_group" "later" {
              dynamic "ingress" {
                for_each = [22, 443]
                content {
                  from_port   = ingress.value
                  to_port     = ingress.value
                  protocol    = "tcp"
                  cidr_blocks = [aws_vpc.v.ipv6_cidr_block]
                }
              }
            }
            resource "aws_vpc_security_group_ingress_rule" "later" {
              security_group_id = aws_security_group.later.id
              cidr_ipv6         = aws_vpc.v.ipv6_cidr_block
              ip_protocol       = "-1"
            }

            resource "aws_sqs_queue" "untagged" {}
            resource "aws_sqs_queue" "emptily_tagged" { tags = { Owner = "" } }
            resource "aws_sqs_queue" "otherwise_tagged" { tags = { Stage = "test" } }
            resource "aws_sqs_queue" "tagged_later" { tags = { Stage = aws_sqs_queue.q.arn } }
            """;

    @TempDir
    private static Path folder;

    private static Infrastructure planned;

    @BeforeAll
    static void plan() throws Exception {
        var given = Files.createDirectory(folder.resolve("given"));
        Files.writeString(
                given.resolve("main.tf"),
                "variable \"policy\" {}\nresource \"aws_iam_policy\" \"p\" { policy = var.policy }\n");
        planned = ProviderPlan.of(folder, CONFIGURATION);
    }

    @Test
    void actionsAreJudgedAlthoughOnlyTheApplyTellsTheDocument() {
        assertThat(found(AwsPolicies.noWildcardActions()))
                .containsExactlyInAnyOrder(
                        "aws_iam_policy.wild: it allows s3:*",
                        "aws_iam_policy.variable: it allows sqs:*",
                        "aws_iam_policy.all_but: it allows all actions but some",
                        "aws_iam_policy.made_of_others: it allows s3:*",
                        "aws_iam_policy.each[\"first\"]: it allows s3:*",
                        "aws_iam_policy.keyed[\"first\"]: it allows s3:*",
                        "aws_iam_role.inline: it allows s3:*",
                        "module.given.aws_iam_policy.p: it allows s3:*");
    }

    @Test
    void aPublicStatementIsFoundAlthoughItsBucketIsYetToBeMade() {
        assertThat(found(AwsPolicies.noBucketIsPublic()))
                .containsExactly("aws_s3_bucket_policy.public: its policy allows s3:GetObject to everybody");
    }

    @Test
    void aTagThatIsNotWrittenIsMissingWhenTheProviderHasNoDefaults() {
        assertThat(found(AwsPolicies.everythingIsTagged("Owner")))
                .contains(
                        "aws_sqs_queue.untagged: the tag \"Owner\" is missing",
                        "aws_sqs_queue.emptily_tagged: the tag \"Owner\" is missing",
                        "aws_sqs_queue.otherwise_tagged: the tag \"Owner\" is missing")
                .noneMatch(line -> line.startsWith("aws_sqs_queue.q:"));
    }

    @Test
    void aDenialOfWhatComesWithoutTlsIsNoMoreThanThat() {
        assertThat(found(AwsPolicies.noBucketIsReachedWithoutTls()))
                .as("b has it; log has no policy, and open has one without it")
                .containsExactlyInAnyOrder(
                        "aws_s3_bucket.log: no policy denies everybody what comes without TLS",
                        "aws_s3_bucket.open: no policy denies everybody what comes without TLS");
        assertThat(found(AwsPolicies.everythingIsEncryptedAtRest()))
                .contains("aws_s3_bucket.b: no aws_s3_bucket_server_side_encryption_configuration is for it");
    }

    @Test
    void whatThePlanDoesNotKnowIsTold() {
        assertThat(undecided(AwsPolicies.noWildcardActions()))
                .containsExactlyInAnyOrder(
                        "aws_iam_policy.encoded: what its policy allows is not known before the apply",
                        "aws_iam_policy.later: what its policy allows is not known before the apply");
        assertThat(undecided(AwsPolicies.noBucketIsPublic()))
                .containsExactly(
                        "aws_s3_bucket_policy.encoded: to whom its policy allows something is not known before the apply");
        assertThat(undecided(AwsPolicies.noBucketIsReachedWithoutTls()))
                .containsExactly(
                        "aws_s3_bucket.encoded: whether its policy denies what comes without TLS is not known before the apply");
        assertThat(undecided(AwsPolicies.everythingIsTagged("Owner")))
                .containsExactly(
                        "aws_sqs_queue.tagged_later: whether it has the tag \"Owner\" is not known before the apply");
        assertThat(undecided(AwsPolicies.everythingIsEncryptedAtRest()))
                .containsExactlyInAnyOrder(
                        "aws_ebs_volume.later: encrypted is not known before the apply",
                        "aws_instance.later: /root_block_device/0/encrypted is not known before the apply",
                        "aws_instance.templated: whether its template encrypts its root disk is not known before the apply");
        assertThat(undecided(AwsPolicies.noSecurityGroupIsOpenToTheWorld(443)))
                .containsExactlyInAnyOrder(
                        "aws_security_group.later: who may reach port 22 is not known before the apply",
                        "aws_vpc_security_group_ingress_rule.later: who may reach every port is not known before the apply");
    }

    private static List<String> undecided(Policy policy) {
        return lines(policy.undecided(planned));
    }

    private static List<String> found(Policy policy) {
        return lines(policy.check(planned));
    }

    private static List<String> lines(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.address() + ": " + violation.why())
                .toList();
    }
}
