data "aws_caller_identity" "current" {}

data "aws_secretsmanager_secret" "client" {
  name = "${var.env}-client"
}

data "aws_apigatewayv2_apis" "this" {
  name          = "${var.env}-api"
  protocol_type = "HTTP"
}
