# The database's group has no rule of its own. Each function that may connect brings, with its own group, one rule that
# admits it, in the stack that owns the function; removing a function removes its way to the database.
resource "aws_security_group" "database" {
  name        = "${var.env}-db"
  description = "Database ${var.env}-db: reachable from the functions security groups only"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = "${var.env}-db" }
}

resource "aws_security_group" "postgres_init" {
  name        = local.function
  description = "Function ${local.function}: reaches the database and Secrets Manager"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = local.function }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_postgres_init" {
  security_group_id            = aws_security_group.database.id
  description                  = "PostgreSQL from ${local.function}"
  referenced_security_group_id = aws_security_group.postgres_init.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-from-${local.function}" }
}

resource "aws_vpc_security_group_egress_rule" "postgres_init_to_database" {
  security_group_id            = aws_security_group.postgres_init.id
  description                  = "PostgreSQL to the database"
  referenced_security_group_id = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = local.database.port
  to_port                      = local.database.port

  tags = { Name = "postgres-to-${var.env}-db" }
}

# Secrets Manager's addresses are AWS's and not fixed: any address, HTTPS only, through the NAT gateway. DNS needs no
# rule: the VPC's resolver is not subject to security groups.
resource "aws_vpc_security_group_egress_rule" "postgres_init_https" {
  security_group_id = aws_security_group.postgres_init.id
  description       = "HTTPS to Secrets Manager"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "https-to-aws" }
}
