variable "env" {
  description = "Name of the environment; the first part of every resource's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.env))
    error_message = "env must be 2 to 20 lower case letters, digits and hyphens, and start with a letter."
  }
}

variable "region" {
  description = "AWS region of the environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region's name, such as us-east-1."
  }
}

variable "force_destroy" {
  description = "Whether destroy may delete the bucket while it holds state. Only for environments that are thrown away."
  type        = bool
  default     = false
}
