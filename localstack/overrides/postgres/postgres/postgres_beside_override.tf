# PostgreSQL runs beside AWS: nothing of RDS is made.
resource "aws_db_subnet_group" "this" {
  count = 0
}

resource "aws_db_parameter_group" "this" {
  count = 0
}

resource "aws_db_instance" "this" {
  count = 0

  db_subnet_group_name = null
  parameter_group_name = null
}

resource "aws_vpc_security_group_egress_rule" "postgres_init_to_database" {
  referenced_security_group_id = null
  cidr_ipv4                    = local.postgres_cidr
}
