data "aws_vpc" "this" {
  tags = { Name = "${var.env}-vpc" }
}

data "aws_subnets" "database" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }

  tags = { Tier = "database" }
}
