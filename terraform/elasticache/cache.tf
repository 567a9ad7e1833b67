resource "aws_elasticache_subnet_group" "this" {
  name        = "${var.env}-cache"
  description = "Subnets without a way out, for the cache ${var.env}-cache"
  subnet_ids  = data.aws_subnets.database.ids
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = "${var.env}-cache"
  description          = "Cache of the file catalogue"
  engine               = "redis"
  engine_version       = "7.0"
  parameter_group_name = "default.redis7"
  node_type            = var.node_type
  port                 = local.port

  num_cache_clusters         = var.nodes
  automatic_failover_enabled = var.nodes > 1
  multi_az_enabled           = var.nodes > 1

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [aws_security_group.cache.id]

  at_rest_encryption_enabled = true
  transit_encryption_enabled = true

  # Everything in the cache can be read again from the database.
  snapshot_retention_limit = 0
  apply_immediately        = true
}
