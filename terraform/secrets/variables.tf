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

variable "postgres_credentials" {
  description = "Master user of the database. Ephemeral: it reaches Secrets Manager, and neither state nor plan."
  type = object({
    username = string
    password = string
  })
  sensitive = true
  ephemeral = true

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.postgres_credentials.username))
    error_message = "The database's user name must start with a lower case letter and hold lower case letters, digits and underscores, at most 63."
  }

  validation {
    condition     = can(regex("^[!#-.0-?A-~]{8,128}$", var.postgres_credentials.password))
    error_message = "The database's password must be 8 to 128 printable ASCII characters without slash, quotation mark, at sign and space, as RDS wants it."
  }
}

variable "client_credentials" {
  description = "User name and password with which clients call the API. Ephemeral: it reaches Secrets Manager, and neither state nor plan."
  type = object({
    username = string
    password = string
  })
  sensitive = true
  ephemeral = true

  validation {
    condition     = can(regex("^[^:[:cntrl:]]+$", var.client_credentials.username))
    error_message = "The client's user name must not be empty and must not hold a colon, which ends it in Basic credentials."
  }

  validation {
    condition     = length(var.client_credentials.password) >= 8
    error_message = "The client's password must have at least 8 characters."
  }
}

variable "credentials_version" {
  description = "Raise it to write changed credentials: Terraform does not keep the values, so it cannot see that they changed."
  type        = number
  default     = 1

  validation {
    condition     = var.credentials_version >= 1 && floor(var.credentials_version) == var.credentials_version
    error_message = "credentials_version must be a whole number, at least 1."
  }
}

variable "recovery_window_in_days" {
  description = "Days during which a deleted secret can be restored, and its name not be used again; 0 deletes at once."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "recovery_window_in_days must be 0 or between 7 and 30."
  }
}
