output "postgres_secret_arn" {
  description = "ARN of the secret with the database's master user."
  value       = aws_secretsmanager_secret.postgres.arn
}

output "client_secret_arn" {
  description = "ARN of the secret with the clients' credentials."
  value       = aws_secretsmanager_secret.client.arn
}
