# The bucket of everybody's state cannot hold its own before it exists, so this stack keeps its state beside its
# configuration. To move it into the bucket afterwards, replace the block by the one of any other stack and run
# `terraform init -migrate-state`.
terraform {
  backend "local" {
    path = "terraform.tfstate"
  }
}
