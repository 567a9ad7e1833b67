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

variable "artifacts_dir" {
  description = "Folder that holds <function>/target/<function>.jar for each function."
  type        = string
  default     = "../../src/service"

  validation {
    condition     = length(var.artifacts_dir) > 0
    error_message = "artifacts_dir must not be empty."
  }
}

variable "retention_days" {
  description = "Days after which a file expires."
  type        = number
  default     = 30

  validation {
    condition     = var.retention_days >= 1 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number of days, at least 1."
  }
}

variable "noncurrent_days" {
  description = "Days for which an overwritten or deleted version can be restored."
  type        = number
  default     = 7

  validation {
    condition     = var.noncurrent_days >= 1 && floor(var.noncurrent_days) == var.noncurrent_days
    error_message = "noncurrent_days must be a whole number of days, at least 1."
  }
}

variable "force_destroy" {
  description = "Whether destroy may delete the bucket while it holds files. Only for environments that are thrown away."
  type        = bool
  default     = false
}

variable "dead_letter_retention_days" {
  description = "Days for which events that could not be applied wait to be looked at."
  type        = number
  default     = 14

  validation {
    condition     = var.dead_letter_retention_days >= 1 && var.dead_letter_retention_days <= 14
    error_message = "dead_letter_retention_days must be between 1 and 14, the most that SQS keeps."
  }
}

variable "log_retention_days" {
  description = "Days for which the logs are kept."
  type        = number
  default     = 7

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be a retention that CloudWatch Logs knows, such as 7."
  }
}
