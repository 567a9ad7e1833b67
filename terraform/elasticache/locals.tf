locals {
  port = 6379

  # What functions need to know of the cache.
  cache = {
    address = aws_elasticache_replication_group.this.primary_endpoint_address
    port    = aws_elasticache_replication_group.this.port
  }

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "elasticache"
    ManagedBy   = "terraform"
  }
}
