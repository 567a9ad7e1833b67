# Outside the VPC on purpose: it sees the service as its clients do.
resource "aws_synthetics_canary" "this" {
  # Without the policy the first run could neither log nor leave its results.
  depends_on = [aws_iam_role_policy.canary]

  name                 = local.canary
  runtime_version      = var.canary_runtime
  handler              = "sh.lfc.nv.canary.CanaryHandler::handleRequest"
  execution_role_arn   = aws_iam_role.canary.arn
  artifact_s3_location = "s3://${aws_s3_bucket.artifacts.bucket}/runs/"

  s3_bucket  = aws_s3_object.canary_code.bucket
  s3_key     = aws_s3_object.canary_code.key
  s3_version = aws_s3_object.canary_code.version_id

  start_canary             = true
  delete_lambda            = true
  success_retention_period = var.artifact_retention_days
  failure_retention_period = var.artifact_retention_days

  schedule {
    expression = var.canary_schedule
  }

  run_config {
    timeout_in_seconds = local.canary_timeout
    memory_in_mb       = 960

    environment_variables = {
      BASE_URL         = "https://${local.hostname}"
      CLIENT_SECRET    = data.aws_secretsmanager_secret.client.name
      STORAGE_BUCKET   = local.storage_bucket
      OBJECT_PREFIX    = local.canary_object_prefix
      REPORTS          = "s3://${aws_s3_bucket.artifacts.bucket}/runs/features/"
      DEADLINE_SECONDS = local.canary_deadline
    }
  }
}
