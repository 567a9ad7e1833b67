package sh.lfc.nv.emulator.services.kms;

import java.util.Map;
import java.util.stream.Stream;

/** The keys that services encrypt with when nobody says otherwise ("AWS managed keys"). */
final class DefaultKeys {

    private static final String PREFIX = "alias/aws/";
    private static final Map<String, String> PROTECTS = Map.ofEntries(
            Map.entry("acm", "my ACM private keys"),
            Map.entry("backup", "my Backup data"),
            Map.entry("dynamodb", "my DynamoDB data"),
            Map.entry("ebs", "my EBS volumes"),
            Map.entry("elasticache", "my ElastiCache data"),
            Map.entry("elasticfilesystem", "my EFS filesystems"),
            Map.entry("kinesis", "my Kinesis data"),
            Map.entry("lambda", "my Lambda functions"),
            Map.entry("logs", "my CloudWatch Logs data"),
            Map.entry("rds", "my RDS database volumes"),
            Map.entry("s3", "my S3 objects"),
            Map.entry("secretsmanager", "my Secrets Manager data"),
            Map.entry("sns", "my SNS data"),
            Map.entry("sqs", "my SQS messages"),
            Map.entry("ssm", "my SSM parameters"),
            Map.entry("xray", "my X-Ray data"));

    private DefaultKeys() {}

    static Stream<String> aliases() {
        return PROTECTS.keySet().stream().map(PREFIX::concat);
    }

    static boolean is(String alias) {
        return alias.startsWith(PREFIX) && PROTECTS.containsKey(alias.substring(PREFIX.length()));
    }

    static String description(String alias) {
        return "Default key that protects " + PROTECTS.get(alias.substring(PREFIX.length()))
                + " when no other key is defined";
    }
}
