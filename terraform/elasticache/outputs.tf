output "address" {
  description = "Host name of the cache's primary node."
  value       = local.cache.address
}

output "port" {
  description = "Port of the cache; TLS only."
  value       = local.cache.port
}

output "security_group_id" {
  description = "ID of the cache's security group."
  value       = aws_security_group.cache.id
}
