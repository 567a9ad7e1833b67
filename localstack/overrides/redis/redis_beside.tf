variable "redis_host" {
  description = "Address or name of the Redis server beside, as functions find it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", var.redis_host))
    error_message = "redis_host must be a host name or an IPv4 address, without a port."
  }
}

variable "redis_port" {
  description = "Port of the Redis server beside."
  type        = number

  validation {
    condition     = var.redis_port >= 1 && var.redis_port <= 65535 && floor(var.redis_port) == var.redis_port
    error_message = "redis_port must be a port: a whole number from 1 to 65535."
  }
}

variable "redis_tls" {
  description = "Whether the Redis server beside speaks TLS, with a certificate that functions trust."
  type        = bool
  default     = false
  nullable    = false
}

locals {
  # The server is in no security group. Of a name nobody here knows the address.
  redis_cidr = can(cidrhost("${var.redis_host}/32", 0)) ? "${var.redis_host}/32" : "0.0.0.0/0"
}
