output "address" {
  description = "Host name of the database."
  value       = local.database.address
}

output "port" {
  description = "Port of the database."
  value       = local.database.port
}

output "database" {
  description = "Name of the database."
  value       = local.database.name
}

output "security_group_id" {
  description = "ID of the database's security group."
  value       = aws_security_group.database.id
}

output "init_function" {
  description = "Name of the function that migrates the schema."
  value       = aws_lambda_function.postgres_init.function_name
}
