locals {
  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "route53"
    ManagedBy   = "terraform"
  }
}
