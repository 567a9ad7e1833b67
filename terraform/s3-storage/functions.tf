resource "aws_cloudwatch_log_group" "postgres_update" {
  name              = "/aws/lambda/${local.function}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "postgres_update" {
  # Without the policy the function could not be placed in the VPC, nor log its first run; the network interfaces go
  # before the policy does.
  depends_on = [aws_iam_role_policy.postgres_update]

  function_name    = local.function
  description      = "Keeps the catalogue in step with the bucket ${local.bucket}"
  role             = aws_iam_role.postgres_update.arn
  runtime          = "java17"
  handler          = "sh.lfc.nv.service.update.PostgresUpdateHandler::handleRequest"
  filename         = local.jar
  source_code_hash = filebase64sha256(local.jar)
  memory_size      = 512
  timeout          = 60

  environment {
    variables = {
      POSTGRES_SECRET       = data.aws_secretsmanager_secret.postgres.name
      POSTGRES_HOST         = local.database.address
      POSTGRES_PORT         = local.database.port
      POSTGRES_DATABASE     = local.database.name
      REDIS_HOST            = local.cache.address
      REDIS_PORT            = local.cache.port
      REDIS_TLS             = local.cache.tls
      STORAGE_BUCKET        = aws_s3_bucket.storage.bucket
      DEAD_LETTER_QUEUE_URL = aws_sqs_queue.dead_letter.url
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead_letter.arn
  }

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [aws_security_group.postgres_update.id]
  }

  lifecycle {
    precondition {
      condition     = fileexists(local.jar)
      error_message = "${local.jar} is missing: build the functions first (mvn package), or set artifacts_dir."
    }
  }
}

# Three attempts in all; an event that stays unapplied for an hour, for want of a database say, becomes a dead letter.
resource "aws_lambda_function_event_invoke_config" "postgres_update" {
  function_name                = aws_lambda_function.postgres_update.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600
}
