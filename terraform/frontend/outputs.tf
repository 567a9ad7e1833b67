output "url" {
  description = "Where the clients find the service."
  value       = "https://${local.hostname}"
}

output "hostname" {
  description = "Domain name of the API."
  value       = aws_apigatewayv2_domain_name.this.domain_name
}

output "api_id" {
  description = "ID of the HTTP API."
  value       = aws_apigatewayv2_api.this.id
}

output "certificate_arn" {
  description = "ARN of the API's certificate."
  value       = aws_acm_certificate_validation.this.certificate_arn
}

output "api_function" {
  description = "Name of the function that answers the routes."
  value       = aws_lambda_function.api.function_name
}

output "authorizer_function" {
  description = "Name of the function that decides on credentials."
  value       = aws_lambda_function.authorizer.function_name
}
