output "address" {
  description = "Host name of the cache's primary node."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "port" {
  description = "Port of the cache; TLS only."
  value       = aws_elasticache_replication_group.this.port
}

output "security_group_id" {
  description = "ID of the cache's security group."
  value       = aws_security_group.cache.id
}
