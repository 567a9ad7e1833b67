# PostgreSQL runs beside AWS: nobody asks RDS.
data "aws_db_instance" "this" {
  count = 0
}

resource "aws_vpc_security_group_egress_rule" "api_to_database" {
  referenced_security_group_id = null
  cidr_ipv4                    = local.postgres_cidr
}
