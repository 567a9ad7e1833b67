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

data "aws_subnets" "database" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }

  tags = { Tier = "database" }
}

data "aws_secretsmanager_secret" "postgres" {
  name = "${var.env}-postgres"
}
