data "aws_availability_zones" "available" {
  state = "available"

  # Local zones have no NAT gateways and no RDS.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "this" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "${var.env}-vpc" }
}

# Nothing may use the default security group: it would let every member reach every other.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.env}-default-unused" }
}

resource "aws_vpc_dhcp_options" "this" {
  domain_name         = local.domain_name
  domain_name_servers = ["AmazonProvidedDNS"]

  tags = { Name = "${var.env}-dhcp" }
}

resource "aws_vpc_dhcp_options_association" "this" {
  vpc_id          = aws_vpc.this.id
  dhcp_options_id = aws_vpc_dhcp_options.this.id
}
