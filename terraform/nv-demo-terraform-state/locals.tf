locals {
  bucket = "${var.env}-terraform-state"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "nv-demo-terraform-state"
    ManagedBy   = "terraform"
  }
}
