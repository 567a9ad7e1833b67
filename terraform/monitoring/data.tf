data "aws_caller_identity" "current" {}

data "aws_secretsmanager_secret" "client" {
  name = "${var.env}-client"
}

data "aws_s3_bucket" "storage" {
  bucket = "${var.env}-storage"
}

# Looked up although their names are known: an alarm on something that does not exist would never go off.
data "aws_lambda_function" "watched" {
  for_each = local.functions

  function_name = each.value
}

data "aws_sqs_queue" "dead_letter" {
  name = "${var.env}-postgres-update-dead-letter"
}

data "aws_apigatewayv2_apis" "this" {
  name          = "${var.env}-api"
  protocol_type = "HTTP"
}
