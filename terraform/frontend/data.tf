data "aws_caller_identity" "current" {}

data "aws_vpc" "this" {
  tags = { Name = "${var.env}-vpc" }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }

  tags = { Tier = "private" }
}

data "aws_secretsmanager_secret" "postgres" {
  name = "${var.env}-postgres"
}

data "aws_db_instance" "this" {
  db_instance_identifier = "${var.env}-db"
}

data "aws_security_group" "database" {
  name   = "${var.env}-db"
  vpc_id = data.aws_vpc.this.id
}

data "aws_elasticache_replication_group" "this" {
  replication_group_id = "${var.env}-cache"
}

data "aws_security_group" "cache" {
  name   = "${var.env}-cache"
  vpc_id = data.aws_vpc.this.id
}

data "aws_secretsmanager_secret" "client" {
  name = "${var.env}-client"
}

data "aws_secretsmanager_secret" "client_api_key" {
  name = "${var.env}-client-api-key"
}

data "aws_route53_zone" "this" {
  name = var.domain
}
