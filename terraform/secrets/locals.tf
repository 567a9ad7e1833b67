locals {
  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "secrets"
    ManagedBy   = "terraform"
  }
}
