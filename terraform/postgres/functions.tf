resource "aws_cloudwatch_log_group" "postgres_init" {
  name              = "/aws/lambda/${local.function}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "postgres_init" {
  # Without the policy the function could not be placed in the VPC, nor log its first run; the network interfaces go
  # before the policy does.
  depends_on = [aws_iam_role_policy.postgres_init]

  function_name    = local.function
  description      = "Migrates the schema of the database ${var.env}-db"
  role             = aws_iam_role.postgres_init.arn
  runtime          = "java17"
  handler          = "sh.lfc.nv.service.init.PostgresInitHandler::handleRequest"
  filename         = local.jar
  source_code_hash = filebase64sha256(local.jar)
  memory_size      = 512
  timeout          = 120

  environment {
    variables = {
      POSTGRES_SECRET   = data.aws_secretsmanager_secret.postgres.name
      POSTGRES_HOST     = local.database.address
      POSTGRES_PORT     = local.database.port
      POSTGRES_DATABASE = local.database.name
    }
  }

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [aws_security_group.postgres_init.id]
  }

  lifecycle {
    precondition {
      condition     = fileexists(local.jar)
      error_message = "${local.jar} is missing: build the functions first (mvn package), or set artifacts_dir."
    }
  }
}
