locals {
  port = 6379

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "elasticache"
    ManagedBy   = "terraform"
  }
}
