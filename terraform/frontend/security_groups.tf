resource "aws_security_group" "api" {
  name        = local.api
  description = "Function ${local.api}: reaches the database, the cache, S3 and Secrets Manager"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = local.api }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_api" {
  security_group_id            = data.aws_security_group.database.id
  description                  = "PostgreSQL from ${local.api}"
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-from-${local.api}" }
}

resource "aws_vpc_security_group_egress_rule" "api_to_database" {
  security_group_id            = aws_security_group.api.id
  description                  = "PostgreSQL to the database"
  referenced_security_group_id = data.aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-to-${var.env}-db" }
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_api" {
  security_group_id            = data.aws_security_group.cache.id
  description                  = "Redis from ${local.api}"
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = local.cache.port
  to_port                      = local.cache.port

  tags = { Name = "redis-from-${local.api}" }
}

resource "aws_vpc_security_group_egress_rule" "api_to_cache" {
  security_group_id            = aws_security_group.api.id
  description                  = "Redis to the cache"
  referenced_security_group_id = data.aws_security_group.cache.id
  ip_protocol                  = "tcp"
  from_port                    = local.cache.port
  to_port                      = local.cache.port

  tags = { Name = "redis-to-${var.env}-cache" }
}

# The addresses of Secrets Manager and S3 are AWS's and not fixed: any address, HTTPS only; S3 through the gateway
# endpoint, Secrets Manager through the NAT gateway. DNS needs no rule: the VPC's resolver is not subject to security groups.
resource "aws_vpc_security_group_egress_rule" "api_https" {
  security_group_id = aws_security_group.api.id
  description       = "HTTPS to Secrets Manager and S3"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "https-to-aws" }
}

# Neither the database nor the cache admits the authorizer.
resource "aws_security_group" "authorizer" {
  name        = local.authorizer
  description = "Function ${local.authorizer}: reaches Secrets Manager"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = local.authorizer }
}

resource "aws_vpc_security_group_egress_rule" "authorizer_https" {
  security_group_id = aws_security_group.authorizer.id
  description       = "HTTPS to Secrets Manager"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "https-to-aws" }
}
