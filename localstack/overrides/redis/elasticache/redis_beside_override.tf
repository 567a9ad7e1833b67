# Redis runs beside AWS: nothing of ElastiCache is made; the security group stays, as other stacks look for it.
resource "aws_elasticache_subnet_group" "this" {
  count = 0
}

resource "aws_elasticache_replication_group" "this" {
  count = 0

  subnet_group_name = null
}
