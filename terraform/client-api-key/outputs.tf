output "client_api_key_secret_arn" {
  description = "ARN of the secret with the remote service's key."
  value       = aws_secretsmanager_secret.client_api_key.arn
}
