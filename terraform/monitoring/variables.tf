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
  description = "Folder that holds canary/target/canary.zip."
  type        = string
  default     = "../../src"

  validation {
    condition     = length(var.artifacts_dir) > 0
    error_message = "artifacts_dir must not be empty."
  }
}

variable "domain" {
  description = "Domain of the hosted zone; the API answers at <env>.<domain>."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain))
    error_message = "domain must be a lower case domain name without a final dot, such as nv.lfc.sh."
  }
}

variable "canary_schedule" {
  description = "When the canary runs, as a cron or rate expression of CloudWatch Synthetics, in UTC."
  type        = string
  default     = "cron(0 12 * * ? *)"

  validation {
    condition     = can(regex("^(cron|rate)\\(.+\\)$", var.canary_schedule))
    error_message = "canary_schedule must be cron(…) or rate(…)."
  }
}

variable "canary_runtime" {
  description = "Runtime of the canary; a Java one, whose code is jars."
  type        = string
  default     = "syn-java-2.0"

  validation {
    condition     = startswith(var.canary_runtime, "syn-java-")
    error_message = "canary_runtime must be a Java runtime of CloudWatch Synthetics, such as syn-java-2.0."
  }
}

variable "artifact_retention_days" {
  description = "Days for which the canary's runs and what they leave are kept."
  type        = number
  default     = 30

  validation {
    condition     = var.artifact_retention_days >= 1 && var.artifact_retention_days <= 455
    error_message = "artifact_retention_days must be between 1 and 455."
  }
}

variable "alarm_emails" {
  description = "Addresses that get the alarms; each has to confirm its subscription."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "alarm_emails must hold e-mail addresses."
  }
}

variable "force_destroy" {
  description = "Whether destroy may delete the artifact bucket while it holds runs. Only for environments that are thrown away."
  type        = bool
  default     = false
}
