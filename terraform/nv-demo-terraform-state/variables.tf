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

variable "noncurrent_state_days" {
  description = "Days for which replaced versions of a state file are kept."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_state_days >= 1 && floor(var.noncurrent_state_days) == var.noncurrent_state_days
    error_message = "noncurrent_state_days must be a whole number of days, at least 1."
  }
}

variable "force_destroy" {
  description = "Whether destroy may delete the bucket while it holds state. Only for environments that are thrown away."
  type        = bool
  default     = false
}
