env    = "nv-demo"
region = "us-east-1"

vpc_cidr = "10.23.0.0/16"
