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

variable "domain" {
  description = "Domain of the hosted zone; the API answers at <env>.<domain>."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain))
    error_message = "domain must be a lower case domain name without a final dot, such as nv.lfc.sh."
  }
}

variable "cache_ttl_seconds" {
  description = "Seconds for which lists and items stay in the cache."
  type        = number
  default     = 300

  validation {
    condition     = var.cache_ttl_seconds >= 1 && floor(var.cache_ttl_seconds) == var.cache_ttl_seconds
    error_message = "cache_ttl_seconds must be a whole number of seconds, at least 1."
  }
}

variable "max_upload_bytes" {
  description = "Largest body of PUT /api/upload; larger files take the presigned route. Lambda takes 6 MB, with base64 a quarter of it lost."
  type        = number
  default     = 4194304

  validation {
    condition     = var.max_upload_bytes >= 1 && var.max_upload_bytes <= 4500000
    error_message = "max_upload_bytes must be between 1 and 4500000: base64 makes more of it than Lambda's 6 MB."
  }
}

variable "authorizer_cache_seconds" {
  description = "Seconds for which the authorizer's answer holds for the same Authorization header; 0 asks each time."
  type        = number
  default     = 300

  validation {
    condition     = var.authorizer_cache_seconds >= 0 && var.authorizer_cache_seconds <= 3600
    error_message = "authorizer_cache_seconds must be between 0 and 3600."
  }
}

variable "throttling_rate_limit" {
  description = "Requests per second that the API takes in the long run."
  type        = number
  default     = 1000

  validation {
    condition     = var.throttling_rate_limit > 0
    error_message = "throttling_rate_limit must be more than 0."
  }
}

variable "throttling_burst_limit" {
  description = "Requests that the API takes at once."
  type        = number
  default     = 2000

  validation {
    condition     = var.throttling_burst_limit > 0 && floor(var.throttling_burst_limit) == var.throttling_burst_limit
    error_message = "throttling_burst_limit must be a whole number, more than 0."
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
