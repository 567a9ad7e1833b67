resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/lambda/${local.api}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "api" {
  # Without the policy the function could not be placed in the VPC, nor log its first run; the network interfaces go
  # before the policy does.
  depends_on = [aws_iam_role_policy.api]

  function_name    = local.api
  description      = "Answers the routes of ${local.hostname}"
  role             = aws_iam_role.api.arn
  runtime          = "java17"
  handler          = "sh.lfc.nv.service.api.ApiHandler::handleRequest"
  filename         = local.api_jar
  source_code_hash = filebase64sha256(local.api_jar)
  memory_size      = 1024

  # A second less than API Gateway waits, so that the function's own log says what took so long.
  timeout = 29

  environment {
    variables = {
      POSTGRES_SECRET       = data.aws_secretsmanager_secret.postgres.name
      POSTGRES_HOST         = local.database.address
      POSTGRES_PORT         = local.database.port
      POSTGRES_DATABASE     = local.database.name
      REDIS_HOST            = local.cache.address
      REDIS_PORT            = local.cache.port
      REDIS_TLS             = local.cache.tls
      CACHE_TTL_SECONDS     = var.cache_ttl_seconds
      STORAGE_BUCKET        = local.storage_bucket
      MAX_UPLOAD_BYTES      = var.max_upload_bytes
      CLIENT_API_KEY_SECRET = data.aws_secretsmanager_secret.client_api_key.name
    }
  }

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [aws_security_group.api.id]
  }

  lifecycle {
    precondition {
      condition     = fileexists(local.api_jar)
      error_message = "${local.api_jar} is missing: build the functions first (mvn package), or set artifacts_dir."
    }
  }
}

resource "aws_lambda_permission" "gateway_invokes_api" {
  statement_id  = "http-api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.api.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*"
}

resource "aws_cloudwatch_log_group" "authorizer" {
  name              = "/aws/lambda/${local.authorizer}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "authorizer" {
  depends_on = [aws_iam_role_policy.authorizer]

  function_name    = local.authorizer
  description      = "Decides whether a request to ${local.hostname} carries the clients' credentials"
  role             = aws_iam_role.authorizer.arn
  runtime          = "java17"
  handler          = "sh.lfc.nv.service.authorizer.AuthorizerHandler::handleRequest"
  filename         = local.authorizer_jar
  source_code_hash = filebase64sha256(local.authorizer_jar)
  memory_size      = 512

  # As long as API Gateway waits for an authorizer.
  timeout = 10

  environment {
    variables = {
      CLIENT_SECRET = data.aws_secretsmanager_secret.client.name
    }
  }

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [aws_security_group.authorizer.id]
  }

  lifecycle {
    precondition {
      condition     = fileexists(local.authorizer_jar)
      error_message = "${local.authorizer_jar} is missing: build the functions first (mvn package), or set artifacts_dir."
    }
  }
}

resource "aws_lambda_permission" "gateway_invokes_authorizer" {
  statement_id  = "http-api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.this.id}"
}
