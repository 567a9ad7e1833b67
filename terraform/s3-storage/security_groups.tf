resource "aws_security_group" "postgres_update" {
  name        = local.function
  description = "Function ${local.function}: reaches the database, the cache, S3, SQS and Secrets Manager"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = local.function }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_postgres_update" {
  security_group_id            = data.aws_security_group.database.id
  description                  = "PostgreSQL from ${local.function}"
  referenced_security_group_id = aws_security_group.postgres_update.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-from-${local.function}" }
}

resource "aws_vpc_security_group_egress_rule" "postgres_update_to_database" {
  security_group_id            = aws_security_group.postgres_update.id
  description                  = "PostgreSQL to the database"
  referenced_security_group_id = data.aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-to-${var.env}-db" }
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_postgres_update" {
  security_group_id            = data.aws_security_group.cache.id
  description                  = "Redis from ${local.function}"
  referenced_security_group_id = aws_security_group.postgres_update.id
  ip_protocol                  = "tcp"
  from_port                    = local.cache.port
  to_port                      = local.cache.port

  tags = { Name = "redis-from-${local.function}" }
}

resource "aws_vpc_security_group_egress_rule" "postgres_update_to_cache" {
  security_group_id            = aws_security_group.postgres_update.id
  description                  = "Redis to the cache"
  referenced_security_group_id = data.aws_security_group.cache.id
  ip_protocol                  = "tcp"
  from_port                    = local.cache.port
  to_port                      = local.cache.port

  tags = { Name = "redis-to-${var.env}-cache" }
}

# The addresses of Secrets Manager, SQS and S3 are AWS's and not fixed: any address, HTTPS only; S3 through the gateway
# endpoint, the others through the NAT gateway. DNS needs no rule: the VPC's resolver is not subject to security groups.
resource "aws_vpc_security_group_egress_rule" "postgres_update_https" {
  security_group_id = aws_security_group.postgres_update.id
  description       = "HTTPS to Secrets Manager, SQS and S3"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "https-to-aws" }
}
