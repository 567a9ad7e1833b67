package sh.lfc.nv.harness.localstack;

import static sh.lfc.nv.harness.localstack.Service.ACM;
import static sh.lfc.nv.harness.localstack.Service.API_GATEWAY;
import static sh.lfc.nv.harness.localstack.Service.CLOUDWATCH;
import static sh.lfc.nv.harness.localstack.Service.EC2;
import static sh.lfc.nv.harness.localstack.Service.ELASTICACHE;
import static sh.lfc.nv.harness.localstack.Service.IAM;
import static sh.lfc.nv.harness.localstack.Service.LAMBDA;
import static sh.lfc.nv.harness.localstack.Service.LOGS;
import static sh.lfc.nv.harness.localstack.Service.RDS;
import static sh.lfc.nv.harness.localstack.Service.ROUTE53;
import static sh.lfc.nv.harness.localstack.Service.S3;
import static sh.lfc.nv.harness.localstack.Service.SECRETS_MANAGER;
import static sh.lfc.nv.harness.localstack.Service.SNS;
import static sh.lfc.nv.harness.localstack.Service.SQS;
import static sh.lfc.nv.harness.localstack.Service.SYNTHETICS;

import java.util.Map;
import java.util.Set;

/** Which services the stacks use. A test compares it with their configurations. */
final class StackNeeds {
    private static final Map<String, Set<Service>> NEEDS = Map.of(
            "nv-demo-terraform-state", Set.of(S3),
            "vpc", Set.of(EC2),
            "secrets", Set.of(SECRETS_MANAGER),
            "client-api-key", Set.of(SECRETS_MANAGER, IAM),
            "route53", Set.of(ROUTE53),
            "postgres", Set.of(RDS, EC2, IAM, LAMBDA, LOGS, SECRETS_MANAGER),
            "elasticache", Set.of(ELASTICACHE, EC2),
            "s3-storage", Set.of(S3, SQS, LAMBDA, LOGS, IAM, EC2, RDS, ELASTICACHE, SECRETS_MANAGER),
            "frontend", Set.of(API_GATEWAY, ACM, ROUTE53, LAMBDA, LOGS, IAM, EC2, RDS, ELASTICACHE, SECRETS_MANAGER),
            "monitoring", Set.of(SYNTHETICS, CLOUDWATCH, API_GATEWAY, S3, SNS, IAM, SECRETS_MANAGER));

    private StackNeeds() {}

    /** The services of a stack; none of one that is not known. */
    static Set<Service> of(String stack) {
        return NEEDS.getOrDefault(stack, Set.of());
    }
}
