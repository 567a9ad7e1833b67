resource "aws_secretsmanager_secret" "client_api_key" {
  name                    = "${var.env}-client-api-key"
  description             = "Key with which ${var.env}-api calls the remote service."
  recovery_window_in_days = var.recovery_window_in_days
}

resource "aws_secretsmanager_secret_version" "client_api_key" {
  secret_id                = aws_secretsmanager_secret.client_api_key.id
  secret_string_wo         = var.client_api_key
  secret_string_wo_version = var.client_api_key_version
}
