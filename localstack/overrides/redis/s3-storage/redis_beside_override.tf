# Redis runs beside AWS: nobody asks ElastiCache.
data "aws_elasticache_replication_group" "this" {
  count = 0
}

resource "aws_vpc_security_group_egress_rule" "postgres_update_to_cache" {
  referenced_security_group_id = null
  cidr_ipv4                    = local.redis_cidr
}
