resource "aws_secretsmanager_secret" "postgres" {
  name                    = "${var.env}-postgres"
  description             = "Master user of the database ${var.env}-db: username and password."
  recovery_window_in_days = var.recovery_window_in_days
}

resource "aws_secretsmanager_secret_version" "postgres" {
  secret_id                = aws_secretsmanager_secret.postgres.id
  secret_string_wo         = jsonencode(var.postgres_credentials)
  secret_string_wo_version = var.credentials_version
}

resource "aws_secretsmanager_secret" "client" {
  name                    = "${var.env}-client"
  description             = "Basic credentials of the API's clients: username and password."
  recovery_window_in_days = var.recovery_window_in_days
}

resource "aws_secretsmanager_secret_version" "client" {
  secret_id                = aws_secretsmanager_secret.client.id
  secret_string_wo         = jsonencode(var.client_credentials)
  secret_string_wo_version = var.credentials_version
}
