#!/usr/bin/env bash
# Run by LocalStack when it is ready: says in its log which services that the stacks use it does not serve, so that nobody is
# surprised by what the harness skips. It asks with the calls that the harness asks with, and changes nothing.

calls="
acm list-certificates
apigatewayv2 get-apis
cloudwatch describe-alarms
ec2 describe-vpcs
elasticache describe-replication-groups
iam list-roles
lambda list-functions
logs describe-log-groups
rds describe-db-instances
route53 list-hosted-zones
s3api list-buckets
secretsmanager list-secrets
sns list-topics
sqs list-queues
synthetics describe-canaries
"

while read -r service call; do
  if [ -n "$service" ] && ! said=$(awslocal "$service" "$call" 2>&1 > /dev/null < /dev/null); then
    echo "nv-demo: not served: ${service%api} (${said##*$'\n'})"
  fi
done <<< "$calls"
echo "nv-demo: the stacks' services were asked for"
