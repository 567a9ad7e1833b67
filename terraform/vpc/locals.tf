locals {
  # The zones in the order of their names, so that a subnet's number says its zone.
  zones = slice(sort(data.aws_availability_zones.available.names), 0, 3)

  # A quarter of the VPC for each tier, a quarter spare; in each tier one /20 (of a /16) per zone.
  tiers = {
    public   = cidrsubnet(var.vpc_cidr, 2, 0)
    private  = cidrsubnet(var.vpc_cidr, 2, 1)
    database = cidrsubnet(var.vpc_cidr, 2, 2)
  }

  subnets = {
    for tier, cidr in local.tiers : tier => {
      for index, zone in local.zones : zone => cidrsubnet(cidr, 2, index)
    }
  }

  # us-east-1 is the only region whose private DNS domain does not carry the region's name.
  domain_name = var.region == "us-east-1" ? "ec2.internal" : "${var.region}.compute.internal"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "vpc"
    ManagedBy   = "terraform"
  }
}
