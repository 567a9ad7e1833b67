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

variable "database" {
  description = "Name of the database that the instance is made with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database))
    error_message = "database must start with a lower case letter and hold lower case letters, digits and underscores, at most 63."
  }
}

variable "master_username" {
  description = "Master user; must be the user name in the secret <env>-postgres, which is compared when applying."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.master_username)) && !startswith(var.master_username, "rds")
    error_message = "master_username must start with a lower case letter, hold lower case letters, digits and underscores, and not begin with rds."
  }
}

variable "master_password_version" {
  description = "Raise it to set the secret's changed password: Terraform does not keep the value, so it cannot see that it changed."
  type        = number
  default     = 1

  validation {
    condition     = var.master_password_version >= 1 && floor(var.master_password_version) == var.master_password_version
    error_message = "master_password_version must be a whole number, at least 1."
  }
}

variable "instance_class" {
  description = "Class of the database instance."
  type        = string
  default     = "db.t4g.micro"

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "instance_class must be an RDS class, such as db.t4g.micro."
  }
}

variable "allocated_storage" {
  description = "Storage of the database in GiB."
  type        = number
  default     = 20

  validation {
    condition     = var.allocated_storage >= 20 && var.allocated_storage <= 65536
    error_message = "allocated_storage must be between 20 and 65536 GiB, as gp3 wants it."
  }
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over when the instance fails."
  type        = bool
  default     = true
}

variable "backup_retention_days" {
  description = "Days for which automated backups are kept; 0 turns them off."
  type        = number
  default     = 7

  validation {
    condition     = var.backup_retention_days >= 0 && var.backup_retention_days <= 35
    error_message = "backup_retention_days must be between 0 and 35."
  }
}

variable "deletion_protection" {
  description = "Whether RDS refuses to delete the instance."
  type        = bool
  default     = true
}

variable "skip_final_snapshot" {
  description = "Whether destroy throws the data away instead of leaving a final snapshot."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "Days for which the function's log is kept."
  type        = number
  default     = 7

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be a retention that CloudWatch Logs knows, such as 7."
  }
}
