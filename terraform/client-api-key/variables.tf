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

variable "client_api_key" {
  description = "Key with which the API function calls the remote service. Ephemeral: it reaches Secrets Manager, and neither state nor plan."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = length(var.client_api_key) >= 16
    error_message = "client_api_key must have at least 16 characters."
  }
}

variable "client_api_key_version" {
  description = "Raise it to write a changed key: Terraform does not keep the value, so it cannot see that it changed."
  type        = number
  default     = 1

  validation {
    condition     = var.client_api_key_version >= 1 && floor(var.client_api_key_version) == var.client_api_key_version
    error_message = "client_api_key_version must be a whole number, at least 1."
  }
}

variable "recovery_window_in_days" {
  description = "Days during which the deleted secret can be restored, and its name not be used again; 0 deletes at once."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "recovery_window_in_days must be 0 or between 7 and 30."
  }
}
