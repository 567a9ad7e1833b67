variable "bucket_name" {
  description = "The name of the bucket that keeps the files."
  type        = string
}

variable "owner" {
  description = "Whose files they are."
  type        = string
  default     = "nobody"
}

provider "aws" {
  default_tags {
    tags = { Owner = var.owner }
  }
}

module "store" {
  source = "../modules/store"

  name = var.bucket_name
}

output "bucket_name" {
  description = "The bucket's name."
  value       = module.store.name
}

output "bucket_arn" {
  description = "The bucket's ARN."
  value       = module.store.arn
}
