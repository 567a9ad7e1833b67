package sh.lfc.nv.harness.bench.client;

import java.util.List;
import java.util.Map;

/** A call of each service of the embedded AWS that finds nothing or little. */
public final class EveryService {
    public static final List<ApiCall> CALLS = List.of(
            ApiCall.json("acm", "CertificateManager.ListCertificates", "1.1", "{}"),
            ApiCall.rest("apigateway", "GET", "/v2/apis", ""),
            ApiCall.query("monitoring", "DescribeAlarms", "2010-08-01", Map.of()),
            ApiCall.json("logs", "Logs_20140328.DescribeLogGroups", "1.1", "{}"),
            ApiCall.query("ec2", "DescribeVpcs", "2016-11-15", Map.of()),
            ApiCall.query("elasticache", "DescribeReplicationGroups", "2015-02-02", Map.of()),
            ApiCall.json("events", "AWSEvents.ListRules", "1.1", "{}"),
            ApiCall.query("iam", "ListUsers", "2010-05-08", Map.of()),
            ApiCall.json("kms", "TrentService.ListKeys", "1.1", "{}"),
            ApiCall.rest("lambda", "GET", "/2015-03-31/functions", ""),
            ApiCall.query("rds", "DescribeDBInstances", "2014-10-31", Map.of()),
            ApiCall.json("tagging", "ResourceGroupsTaggingAPI_20170126.GetResources", "1.1", "{}"),
            ApiCall.rest("route53", "GET", "/2013-04-01/hostedzone", ""),
            ApiCall.s3("GET", "/"),
            ApiCall.rest("scheduler", "GET", "/schedules", ""),
            ApiCall.json("secretsmanager", "secretsmanager.ListSecrets", "1.1", "{}"),
            ApiCall.query("sns", "ListTopics", "2010-03-31", Map.of()),
            ApiCall.json("sqs", "AmazonSQS.ListQueues", "1.0", "{}"),
            ApiCall.query("sts", "GetCallerIdentity", "2011-06-15", Map.of()),
            ApiCall.rest("synthetics", "POST", "/canaries", "{}"));

    private EveryService() {}
}
